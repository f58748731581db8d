package org.imageinventory.chaos;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.Verification;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of an inventory with its twin: everything except times and keys. If used after each run, it also
 * compares the runs.
 */
final class Comparison {

    private static final String SCOPES =
            """
            SELECT account, region, product, biz_region, filter, last_complete_at IS NOT NULL
            FROM inventory.scope ORDER BY 1, 2, 3, 4
            """;

    private static final String LAST_RUN =
            """
            SELECT outcome FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1
            """;

    /**
     * Totals of all runs. A run that was interrupted after it was closed is not resumed, and the next run finds no
     * change.
     */
    private static final String TOTALS =
            """
            SELECT sum(created), sum(updated), sum(deleted), sum(restored) FROM inventory.sync_run
            """;

    /**
     * The last walk of each scope. The last run may contain only the scopes that a resumed run had listed before it was
     * interrupted.
     */
    private static final String LAST_WALKS =
            """
            SELECT DISTINCT ON (s.product) s.product, w.status, w.images_seen, w.count_reported
            FROM inventory.walk w JOIN inventory.scope s USING (scope_key)
            ORDER BY s.product, w.run_id DESC
            """;

    /** Queries that must return no rows. */
    private static final List<String> NEVER = List.of(
            "SELECT * FROM inventory.sighting",
            "SELECT * FROM inventory.missing_image",
            "SELECT * FROM inventory.sync_run WHERE ended_at IS NULL",
            "SELECT * FROM inventory.walk WHERE status = 'running'",
            "SELECT * FROM inventory.image_timeline WHERE valid_from >= valid_to OR not_before > valid_from");

    private final Tables tables;
    private final Tables twin;
    private final SyncInProcess program;

    Comparison(Tables tables, Tables twin, SyncInProcess program) {
        this.tables = tables;
        this.twin = twin;
        this.program = program;
    }

    /** Returns the differences from the twin, and states that are wrong in any case. */
    List<String> differences() {
        var differences = new ArrayList<String>();
        var expected = twin.contents();
        tables.contents().forEach((table, rows) -> compare(differences, table, rows, expected.get(table)));
        compare(differences, SCOPES);
        compare(differences, LAST_WALKS);
        compare(differences, LAST_RUN);
        compare(differences, TOTALS);
        for (var sql : NEVER) {
            tables.values(sql).forEach(row -> differences.add(sql + ": " + row));
        }
        program.part(Verification.class).verify(found -> differences.add("verify: " + found));
        return differences;
    }

    private void compare(List<String> differences, String sql) {
        compare(differences, sql.strip(), tables.values(sql), twin.values(sql));
    }

    private static void compare(List<String> differences, String what, List<?> found, @Nullable List<?> expected) {
        if (!found.equals(expected)) {
            var surplus = new ArrayList<Object>(found);
            surplus.removeAll(expected == null ? List.of() : expected);
            var lost = new ArrayList<Object>(expected == null ? List.of() : expected);
            lost.removeAll(found);
            differences.add(what + ": surplus " + surplus + ", lost " + lost);
        }
    }
}

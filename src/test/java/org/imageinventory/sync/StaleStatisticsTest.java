package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.standin.Inventory;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans stay good if autovacuum is off and the planner has old statistics. However many chunks a run has, it reads no
 * table completely more than a few times.
 */
class StaleStatisticsTest {

    private static final int IMAGES = 2_000;
    private static final int CHUNK = 20;
    private static final int FEW = 20;

    /** The limit for complete reads of a table by a run with {@value #IMAGES} images in a hundred chunks. */
    private static final int MOST_READS = 8;

    /** A table with fewer rows is best read completely. */
    private static final int LITTLE = 200;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @ParameterizedTest(name = "analyzed with {0} images")
    @ValueSource(ints = {0, 20, IMAGES})
    void noChunkReadsAWholeTable(int analyzed) {
        var documents = Inventory.seeded(1, IMAGES + FEW, 1, "cn-shanghai").servedText(Map.of());
        var tables = new Tables(database);
        switchAutovacuumOff();
        try (var api = StandIn.builder()
                .documents(documents.subList(0, analyzed))
                .build()
                .start()) {
            var program = Program.on(database, api).with("inventory.chunk-size", String.valueOf(CHUNK));
            if (analyzed > 0) {
                assertExit(program.run("sync"), 0);
            }
            Sql.on(database).run("ANALYZE");

            documents.subList(analyzed, IMAGES).forEach(api.inventory()::add);
            assertFewWholeReads(tables, program);
            changeSome(api.inventory(), documents.subList(IMAGES, IMAGES + FEW));
            assertFewWholeReads(tables, program);
            assertFewWholeReads(tables, program);

            assertThat(tables.value("SELECT count(*) FROM inventory.image WHERE deleted_at IS NULL"))
                    .isEqualTo((long) IMAGES);
        }
    }

    private void switchAutovacuumOff() {
        var sql = Sql.on(database);
        sql.rows(
                        """
                        SELECT format('ALTER TABLE %s SET (autovacuum_enabled = off)', relid::regclass)
                        FROM pg_stat_user_tables WHERE schemaname IN ('inventory', 'batch')
                        """)
                .forEach(sql::run);
    }

    private static void changeSome(Inventory inventory, List<String> others) {
        var ids = inventory.ids();
        for (var i = 0; i < ids.size(); i += ids.size() / FEW) {
            if (i % 2 == 0) {
                inventory.patch(ids.get(i), Map.of("Status", "DEPRECATED", "TagList", List.of(Map.of("Key", "x"))));
            }
        }
        ids.stream().limit(FEW).forEach(inventory::delete);
        others.forEach(inventory::add);
    }

    private static void assertFewWholeReads(Tables tables, Program program) {
        var before = rowsRead(tables);
        assertExit(program.run("sync"), 0);
        var after = rowsRead(tables);
        after.forEach((table, rows) -> {
            var size = ((Number) Objects.requireNonNull(tables.value("SELECT count(*) FROM " + table))).longValue();
            assertThat(rows - before.getOrDefault(table, 0L))
                    .as("rows read of %s, which has %d", table, size)
                    .isLessThanOrEqualTo(size < LITTLE ? Long.MAX_VALUE : MOST_READS * size);
        });
    }

    /** Returns the rows read from each table. Waits until the sessions that report their reads have ended. */
    private static Map<String, Long> rowsRead(Tables tables) {
        tables.await(
                """
                SELECT NOT EXISTS (
                    SELECT FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend')
                """);
        var rows = new HashMap<String, Long>();
        for (var table : tables.rows(
                """
                SELECT relid::regclass::text AS name,
                       seq_tup_read + (SELECT coalesce(sum(i.idx_tup_read), 0)::bigint
                                       FROM pg_stat_user_indexes i WHERE i.relid = t.relid) AS rows
                FROM pg_stat_user_tables t WHERE schemaname IN ('inventory', 'batch')
                """)) {
            rows.put(String.valueOf(table.get("name")), (Long) Objects.requireNonNull(table.get("rows")));
        }
        return rows;
    }
}

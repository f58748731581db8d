package org.imageinventory.inventory;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The time that the reports take on an inventory of {@code -Dbench.images} (100,000) with {@code -Dbench.revisions}
 * (10) each, over the year 2025. Prints a table; asserts nothing.
 */
@NullMarked
@Tag("bench")
final class ReportsBench {

    private static final int IMAGES = Integer.getInteger("bench.images", 100_000);
    private static final int REVISIONS = Integer.getInteger("bench.revisions", 10);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int ONE_IMAGE_ROUNDS = 200;

    private static final String AS_OF = "inventory.image_as_of('2025-08-01Z')";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void reports() throws SQLException {
        InventoryOfSize.fill(database, IMAGES, REVISIONS);
        System.out.printf("%,d images, %,d revisions%n", IMAGES, (long) IMAGES * REVISIONS);
        System.out.printf("%-58s %10s %10s %10s  %s%n", "", "median ms", "best ms", "worst ms", "plan");
        one("one image as of a moment, every column", "SELECT * FROM " + AS_OF + " WHERE image_id = 'imgc-%d'");
        one("one image's timeline", "SELECT * FROM inventory.image_timeline WHERE image_id = 'imgc-%d'");
        one("one image's statuses", "SELECT * FROM inventory.image_status_interval WHERE image_id = 'imgc-%d'");
        one("one image's lineage", "SELECT * FROM inventory.image_lineage WHERE image_id = 'imgc-%d'");
        one("one current image, every column", "SELECT * FROM inventory.current_image WHERE image_id = 'imgc-%d'");
        all("all as of a moment: count", "SELECT count(*) FROM " + AS_OF);
        all("all as of a moment: by status", "SELECT status, count(*) FROM " + AS_OF + " GROUP BY 1");
        all(
                "all as of a moment: id, name, status, version, GmtModified",
                "SELECT count(ROW(image_id, image_name, status, version_id, gmt_modified)) FROM " + AS_OF);
        all("all as of a moment: tags", "SELECT count(tags) FROM " + AS_OF);
        all("all as of a moment: documents", "SELECT count(document) FROM " + AS_OF);
        all("all as of a moment: every scalar column", "SELECT count(ROW(" + scalars() + ")) FROM " + AS_OF);
        all("all as of a moment: every column", "SELECT count(t) FROM (SELECT * FROM " + AS_OF + " OFFSET 0) t");
        all("current images: every column", "SELECT count(t) FROM (SELECT * FROM inventory.current_image OFFSET 0) t");
        all(
                "daily changes of a month",
                "SELECT * FROM inventory.daily_change WHERE day BETWEEN '2025-03-01' AND '2025-03-31'");
        all("daily changes of the year", "SELECT * FROM inventory.daily_change");
        all("region coverage", "SELECT * FROM inventory.region_coverage");
        all("stuck images", "SELECT count(since) FROM inventory.stuck_image");
        all("snapshot usage", "SELECT * FROM inventory.snapshot_usage");
        all("lineage of all", "SELECT count(*) FROM inventory.image_lineage");
    }

    /** Returns the columns of the view except its lists and document, which are recognized by their types. */
    private String scalars() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery(
                                """
                                SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                                WHERE attrelid = 'inventory.current_image'::regclass AND attnum > 0
                                  AND atttypid NOT IN ('jsonb'::regtype, 'text[]'::regtype)
                                """)) {
            row.next();
            return row.getString(1);
        }
    }

    private void one(String what, String query) throws SQLException {
        measure(what, query, ONE_IMAGE_ROUNDS);
    }

    private void all(String what, String query) throws SQLException {
        measure(what, query, ROUNDS);
    }

    /**
     * Measures a query, after one round that fills the caches. A {@code %d} in the query is another image in each
     * round.
     */
    private void measure(String what, String query, int rounds) throws SQLException {
        var millis = new double[rounds];
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var round = -1; round < rounds; round++) {
                var sql = query.formatted(1 + (round + 2) * 7919 % IMAGES);
                var start = System.nanoTime();
                try (var rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                if (round >= 0) {
                    millis[round] = (System.nanoTime() - start) / 1e6;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "%-58s %10.1f %10.1f %10.1f  %s%n",
                    what,
                    millis[rounds / 2],
                    millis[0],
                    millis[rounds - 1],
                    facts(statement, query.formatted(1)));
        }
    }

    /**
     * Returns the indexes that the plan uses, the tables that it reads completely, and whether it is compiled or
     * parallel.
     */
    private static String facts(Statement statement, String query) throws SQLException {
        var facts = new TreeSet<String>();
        try (var plan = statement.executeQuery("EXPLAIN " + query)) {
            while (plan.next()) {
                var line = plan.getString(1);
                if (line.contains("using ")) {
                    facts.add(line.replaceAll(".*using (\\S+) on.*", "$1"));
                } else if (line.contains("Bitmap Index Scan")) {
                    facts.add(line.replaceAll(".*Scan on (\\S+) .*", "$1"));
                } else if (line.contains("Seq Scan on ")) {
                    facts.add(line.replaceAll(".*Seq Scan on (\\S+) .*", "whole $1"));
                } else if (line.contains("JIT:") || line.contains("Gather")) {
                    facts.add(line.contains("JIT") ? "compiled" : "parallel");
                }
            }
        }
        return String.join(", ", facts);
    }
}

package org.imageinventory.bench;

import java.util.Locale;
import java.util.Map;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The size of an inventory on disk, with its indexes. The benchmark loads {@code -Dbench.images} (10,000) images. Then
 * {@code -Dbench.runs} (20) runs find no change, and one run finds another status and tag of each image. Prints a
 * table; asserts nothing.
 */
@Tag("bench")
final class SizeBench {

    private static final int IMAGES = Integer.getInteger("bench.images", 10_000);
    private static final int RUNS = Integer.getInteger("bench.runs", 20);

    private static final String HISTORY = "n.nspname = 'inventory' AND c.relname IN ('image_revision', 'image_change')";
    private static final String CONTENT =
            "n.nspname = 'inventory' AND c.relname LIKE 'image%' AND c.relname NOT IN ('image_revision', 'image_change')";
    private static final String RUN =
            "(n.nspname = 'batch' OR n.nspname = 'inventory' AND c.relname IN ('sync_run', 'walk'))";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void sizes() {
        try (var api = StandIn.builder().images(IMAGES).build().start();
                var program = SyncInProcess.on(database, api, Map.of())) {
            var empty = bytes("true");
            var images = program.sync().total().created();
            var content = bytes(CONTENT);
            var history = bytes(HISTORY);
            var run = bytes(RUN);
            for (var i = 0; i < RUNS; i++) {
                program.sync();
            }
            var runs = bytes(RUN) - run;
            for (var id : api.inventory().ids()) {
                api.inventory()
                        .patch(
                                id,
                                "{\"Status\": \"DEPRECATED\", \"TagList\": [{\"Key\": \"env\", \"Value\": \"old\"}]}");
            }
            var revisions = program.sync().total().updated();
            var growth = bytes(HISTORY) - history;
            System.out.printf(
                    Locale.ROOT,
                    """
                    %n%,d images, %,d runs without changes, %,d revisions

                    | | bytes |
                    |---|---:|
                    | an image: its row and those of its lists | %,d |
                    | its first revision | %,d |
                    | each later revision, with its changes | %,d |
                    | the same after each image has changed in one run | %,d |
                    | a run of 3 scopes | %,d |
                    | a database without images | %,d |
                    %n""",
                    images,
                    RUNS,
                    revisions,
                    content / images,
                    history / images,
                    growth / revisions,
                    bytes(CONTENT) / images,
                    runs / RUNS,
                    empty);
        }
    }

    /** Returns the size of tables with their indexes and everything else that belongs to them. */
    private long bytes(String condition) {
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("VACUUM").update();
        return jdbc.sql(
                        """
                        SELECT sum(pg_total_relation_size(c.oid))::bigint
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND
                        """
                                + condition)
                .query(Long.class)
                .single();
    }
}

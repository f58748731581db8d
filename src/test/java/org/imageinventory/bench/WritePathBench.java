package org.imageinventory.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.imageinventory.job.SyncInProcess;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writing images that are parsed already, {@code -Dbench.images} (10,000) of them in {@code -Dbench.rounds} (5) rounds in
 * which the ways take turns, each on one connection.
 */
@Tag("bench")
final class WritePathBench {

    private static final int IMAGES = Integer.getInteger("bench.images", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int CHUNK = 500;

    private static final String TABLES =
            """
            inventory.image, inventory.image_tag, inventory.image_snapshot, inventory.image_region_state,
            inventory.image_app, inventory.image_region, inventory.image_feature, inventory.image_language,
            inventory.image_driver, inventory.image_resource_category, inventory.image_revision, inventory.image_change,
            inventory.image_scope, inventory.sighting
            """;

    @RegisterExtension
    final PostgresDatabase oursDatabase = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase baselineDatabase = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase limitDatabase = PostgresDatabase.migrated();

    private final Table table = new Table();

    @Test
    void writePath() {
        Baseline.prepare(baselineDatabase.dataSource());
        try (var api = StandIn.builder().images(IMAGES).build().start();
                var program =
                        SyncInProcess.on(oursDatabase, api, Map.of("spring.datasource.hikari.maximum-pool-size", 1));
                var baselinePool = pool(baselineDatabase, "reWriteBatchedInserts=true");
                var limitPool = pool(limitDatabase, "ApplicationName=limit")) {
            var images = Images.of(api, program, CHUNK);
            var ours = new Ours(program);
            var oursPool = program.part(DataSource.class);
            var baseline = new Baseline(baselinePool);

            firstLoad(ours, oursDatabase, images);
            var limit = CopyLimit.of(oursDatabase.dataSource(), IMAGES, CHUNK);
            for (var round = -1; round < ROUNDS; round++) {
                var measured = round >= 0; // the first one warms up
                reset(limitDatabase);
                var cost = new Meter(limitPool).measure(IMAGES, () -> limit.load(limitPool));
                if (measured) {
                    table.add("first load: COPY of ready rows", cost);
                }
                phases("image-inventory", ours, oursPool, oursDatabase, images, measured);
                phases("baseline", baseline, baselinePool, baselineDatabase, images, measured);
            }
        }
        print();
    }

    private void phases(
            String way, Writer writer, DataSource pool, PostgresDatabase database, Images images, boolean measured) {
        reset(database);
        var meter = new Meter(pool);
        var first = meter.measure(IMAGES, () -> write(writer, images.firstDay()));
        analyze(database);
        var unchanged = meter.measure(IMAGES, () -> write(writer, images.firstDay()));
        var changed = meter.measure(IMAGES, () -> {
            write(writer, images.secondDay());
            writer.gone(images.gone());
        });
        if (measured) {
            table.add("first load: " + way, first);
            table.add("unchanged: " + way, unchanged);
            table.add("5 % changed, 1 % new, 1 % gone: " + way, changed);
        }
    }

    private static void firstLoad(Writer writer, PostgresDatabase database, Images images) {
        reset(database);
        write(writer, images.firstDay());
    }

    private static void write(
            Writer writer, java.util.List<java.util.List<org.imageinventory.inventory.Observation.Seen>> chunks) {
        writer.begin();
        chunks.forEach(writer::write);
    }

    private static void reset(PostgresDatabase database) {
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("ALTER TABLE inventory.image_revision DISABLE TRIGGER append_only")
                .update();
        jdbc.sql("ALTER TABLE inventory.image_change DISABLE TRIGGER append_only")
                .update();
        jdbc.sql("TRUNCATE " + TABLES + " RESTART IDENTITY").update();
        jdbc.sql("CHECKPOINT").update();
    }

    private static void analyze(PostgresDatabase database) {
        JdbcClient.create(database.dataSource()).sql("VACUUM (ANALYZE)").update();
    }

    private static HikariDataSource pool(PostgresDatabase database, String option) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl() + "?" + option);
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private void print() {
        System.out.printf(Locale.ROOT, "%,d images, chunks of %d, %d rounds%n%n%s%n", IMAGES, CHUNK, ROUNDS, table);
        ratio("first load, images/s, against the baseline", "first load: image-inventory", "first load: baseline");
        ratio("unchanged, images/s, against the baseline", "unchanged: image-inventory", "unchanged: baseline");
        ratio(
                "changed, images/s, against the baseline",
                "5 % changed, 1 % new, 1 % gone: image-inventory",
                "5 % changed, 1 % new, 1 % gone: baseline");
        System.out.printf(
                Locale.ROOT,
                "first load, CPU of COPY of ready rows in ours: %.0f %%%n",
                100
                        * table.median("first load: COPY of ready rows", Cost::cpuMicrosPerImage)
                        / table.median("first load: image-inventory", Cost::cpuMicrosPerImage));
    }

    private void ratio(String what, String ours, String other) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f times%n",
                what,
                table.median(ours, Cost::imagesPerSecond) / table.median(other, Cost::imagesPerSecond));
    }
}

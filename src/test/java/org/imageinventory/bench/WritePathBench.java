package org.imageinventory.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The cost of writing images that are already parsed: {@code -Dbench.images} (10,000) images in {@code -Dbench.rounds}
 * (5) rounds. In each round, the variants run one after the other, each on one connection.
 */
@Tag("bench")
final class WritePathBench {

    private static final int IMAGES = Integer.getInteger("bench.images", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int CHUNK = 500;

    /**
     * The number of rounds before measuring. A phase of one millisecond needs many rounds until the compiler has
     * optimized it.
     */
    private static final int WARM_UP = 15;

    private static final String FIRST = "first load";
    private static final String UNCHANGED = "unchanged";
    private static final String CHANGED = "5 % changed, 1 % new, 1 % deleted";
    private static final String BASELINE = ", baseline";
    private static final String COPY = ", COPY of ready rows";

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
                var baselinePool = Tables.pool(baselineDatabase);
                var limitPool = Tables.pool(limitDatabase)) {
            var images = Images.of(api, program, CHUNK);
            var ours = new Ours(program);
            var oursPool = program.part(DataSource.class);
            var baseline = new Baseline(baselinePool);

            firstLoad(ours, oursDatabase, images);
            var limit = CopyLimit.of(oursDatabase.dataSource(), IMAGES, CHUNK);
            for (var i = 0; i < WARM_UP; i++) {
                phases("", ours, oursPool, oursDatabase, images, false);
            }
            for (var round = -1; round < ROUNDS; round++) {
                var measured = round >= 0; // the first round is a warm-up
                Tables.empty(limitDatabase);
                var cost = new Meter(limitPool).measure(IMAGES, () -> limit.load(limitPool));
                if (measured) {
                    table.add(FIRST + COPY, cost);
                }
                phases("", ours, oursPool, oursDatabase, images, measured);
                phases(BASELINE, baseline, baselinePool, baselineDatabase, images, measured);
            }
        }
        print();
    }

    private void phases(
            String way, Writer writer, DataSource pool, PostgresDatabase database, Images images, boolean measured) {
        Tables.empty(database);
        var meter = new Meter(pool);
        var first = meter.measure(IMAGES, () -> write(writer, images.firstDay()));
        Tables.vacuum(database);
        var unchanged = meter.measure(IMAGES, () -> write(writer, images.firstDay()));
        var changed = meter.measure(IMAGES, () -> {
            write(writer, images.secondDay());
            writer.gone(images.gone());
        });
        if (measured) {
            table.add(FIRST + way, first);
            table.add(UNCHANGED + way, unchanged);
            table.add(CHANGED + way, changed);
        }
    }

    private static void firstLoad(Writer writer, PostgresDatabase database, Images images) {
        Tables.empty(database);
        write(writer, images.firstDay());
    }

    private static void write(Writer writer, List<List<Parsed>> chunks) {
        writer.begin();
        chunks.forEach(writer::write);
    }

    private void print() {
        PerformancePage.put(
                "write path",
                String.format(
                        Locale.ROOT,
                        """
                        %,d images, chunks of %d, %d rounds:

                        %s
                        Speed compared with the baseline: first load %.1f times, unchanged %.1f times, changed %.1f \
                        times. COPY of ready rows needs %.0f %% of the CPU time of a first load. Its speed is %.1f \
                        times that of the baseline.""",
                        IMAGES,
                        CHUNK,
                        ROUNDS,
                        table,
                        table.ratio(FIRST, FIRST + BASELINE),
                        table.ratio(UNCHANGED, UNCHANGED + BASELINE),
                        table.ratio(CHANGED, CHANGED + BASELINE),
                        100
                                * table.median(FIRST + COPY, Cost::cpuMicrosPerImage)
                                / table.median(FIRST, Cost::cpuMicrosPerImage),
                        table.ratio(FIRST + COPY, FIRST + BASELINE)));
    }
}

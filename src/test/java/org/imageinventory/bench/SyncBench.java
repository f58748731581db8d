package org.imageinventory.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The cost of whole runs against stand-ins for the API in other processes: {@code -Dbench.images} (60,000) images in
 * {@code -Dbench.rounds} (3) rounds. In each round, the variants run one after the other. Sizes go up to {@code
 * -Dbench.largest} (100,000).
 */
@Tag("bench")
final class SyncBench {

    private static final int IMAGES = Integer.getInteger("bench.images", 60_000);
    /** Enough images for measurements that are not compared with the baseline. */
    private static final int FEWER = IMAGES / 3;

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int LARGEST = Integer.getInteger("bench.largest", 100_000);
    private static final int CHUNK = 500;
    private static final int PAGE = 100;
    private static final int READ_AHEAD = 4;
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final int LATENCY_ROUNDS = 3;

    /** The number of runs before measuring. One run is too short for the compiler to optimize its code. */
    private static final int WARM_UP = 20;

    @RegisterExtension
    final PostgresDatabase oursDatabase = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase baselineDatabase = PostgresDatabase.migrated();

    @Test
    void againstTheBaseline() {
        Baseline.prepare(baselineDatabase.dataSource());
        var table = new Table();
        try (var apis = StandIns.start(1, IMAGES, Duration.ZERO);
                var program = program(apis);
                var fetch = new Fetch(program, READ_AHEAD);
                var pool = Tables.pool(baselineDatabase)) {
            var images = fetch.discard(apis.regions());
            var baseline = new Baseline(pool);
            var ours = new Meter(program.part(DataSource.class));
            var usual = new Meter(pool);
            for (var round = -1; round < ROUNDS; round++) {
                var into = round < 0 ? new Table() : table; // the first round is a warm-up
                for (var i = 0; round < 0 && i < WARM_UP; i++) {
                    program.sync();
                    fetch.discard(apis.regions());
                }
                Tables.empty(oursDatabase);
                Tables.empty(baselineDatabase);
                into.add("fetched, thrown away", ours.measure(images, () -> fetch.discard(apis.regions())));
                into.add("first load", ours.measure(images, program::sync));
                Tables.vacuum(oursDatabase);
                into.add("unchanged", ours.measure(images, program::sync));
                into.add(
                        "first load, baseline",
                        usual.measure(images, () -> fetch.into(baseline, apis.regions(), CHUNK)));
                into.add(
                        "unchanged, baseline",
                        usual.measure(images, () -> fetch.into(baseline, apis.regions(), CHUNK)));
            }
        }
        PerformancePage.put(
                "against the baseline",
                String.format(
                        Locale.ROOT,
                        """
                        One scope of about %,d images, no latency, %d rounds:

                        %s
                        Speed of unchanged: %.1f times that of the baseline, %.0f %% of that of fetching alone.""",
                        IMAGES,
                        ROUNDS,
                        table,
                        table.ratio("unchanged", "unchanged, baseline"),
                        100 * table.ratio("unchanged", "fetched, thrown away")));
    }

    @Test
    void scopesAtATime() {
        var table = new Table();
        for (var scopes : List.of(1, 2, 4)) {
            firstLoadAndResync(table, scopes, FEWER, scopes + (scopes == 1 ? " scope" : " scopes"));
        }
        PerformancePage.put(
                "scopes at a time",
                String.format(Locale.ROOT, "About %,d images in all, %d rounds:%n%n%s", FEWER, ROUNDS, table));
    }

    @Test
    void sizes() {
        var table = new Table();
        for (var images = 1_000; images <= LARGEST; images *= 10) {
            firstLoadAndResync(table, 1, images, "%,d images".formatted(images));
        }
        PerformancePage.put("sizes", String.format(Locale.ROOT, "One scope, up to %d rounds:%n%n%s", ROUNDS, table));
    }

    @Test
    void latency() {
        var table = new Table();
        try (var apis = StandIns.start(1, FEWER, LATENCY);
                var program = program(apis)) {
            Tables.empty(oursDatabase);
            program.sync();
            Tables.vacuum(oursDatabase);
            var meter = new Meter(program.part(DataSource.class));
            for (var round = 0; round < LATENCY_ROUNDS; round++) {
                table.add("unchanged", meter.measure(FEWER, program::sync));
            }
        }
        PerformancePage.put(
                "latency",
                String.format(
                        Locale.ROOT,
                        """
                        One scope of about %,d images, responses after %d ms, %d pages read ahead, %d rounds:

                        %s
                        Rate compared with (images in the pages read ahead) ÷ latency: %.0f %%.""",
                        FEWER,
                        LATENCY.toMillis(),
                        READ_AHEAD,
                        LATENCY_ROUNDS,
                        table,
                        100
                                * table.median("unchanged", Cost::imagesPerSecond)
                                / (PAGE * READ_AHEAD * 1000.0 / LATENCY.toMillis())));
    }

    private void firstLoadAndResync(Table table, int scopes, int images, String what) {
        try (var apis = StandIns.start(scopes, images, Duration.ZERO);
                var program = program(apis)) {
            var meter = new Meter(program.part(DataSource.class));
            for (var round = -1; round < Math.min(ROUNDS, 1 + 100_000 / images); round++) {
                var into = round < 0 ? new Table() : table;
                Tables.empty(oursDatabase);
                into.add("first load, " + what, meter.measure(images, program::sync));
                Tables.vacuum(oursDatabase);
                into.add("unchanged, " + what, meter.measure(images, program::sync));
            }
        }
    }

    private SyncInProcess program(StandIns apis) {
        return SyncInProcess.on(oursDatabase, apis.settings());
    }
}

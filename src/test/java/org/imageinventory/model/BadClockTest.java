package org.imageinventory.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs with a clock that is set forward and back by hours, between runs and during them. History keeps the order in
 * which states were seen. {@code -Dclock.seed=N -Dclock.runs=N} select another sequence.
 */
class BadClockTest {

    private static final long SEED = Long.getLong("clock.seed", 20_260_601L);
    private static final int RUNS = Integer.getInteger("clock.runs", 25);
    private static final int IMAGES = 12;
    private static final JsonMapper JSON = JsonMapper.shared();

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final Random random = new Random(SEED);
    private final WanderingClock clock = new WanderingClock();
    private final StandIn api = StandIn.builder().documents(List.of()).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void historyKeepsTheOrderInWhichItWasSeen() {
        var jdbc = JdbcClient.create(database.dataSource());
        var servedInRun = new HashMap<Long, Map<String, JsonNode>>();
        for (var i = 0; i < IMAGES; i++) {
            api.inventory().add("{\"ImageId\":\"i-" + i + "\",\"ProductType\":\"CloudApp\",\"Rating\":0}");
        }
        try (var program = SyncInProcess.on(
                database,
                api,
                Map.of(
                        "inventory.products", "CloudApp",
                        "inventory.page-size", "4",
                        "inventory.chunk-size", "3",
                        "inventory.mass-delete-guard.ratio", "1"),
                clock)) {
            for (var run = 0; run < RUNS; run++) {
                change();
                clock.move(wandering());
                api.inventory().after(1 + random.nextInt(3), list -> clock.move(wandering()));
                var report = program.sync();

                assertThat(report.outcome())
                        .as("run " + run + " of seed " + SEED)
                        .isEqualTo(RunOutcome.COMPLETE);
                servedInRun.put(report.runId(), served());
                assertInOrder(jdbc);
                assertThat(liveAt(jdbc, newest(jdbc))).isEqualTo(served());
            }
        }
        assertThat(wentBack(jdbc))
                .as("runs whose start time is before that of the previous run")
                .isGreaterThan(RUNS / 10);
        assertEachStateHeldWhenItBegan(jdbc, servedInRun);
    }

    private Duration wandering() {
        return Duration.ofSeconds(random.nextInt(36_000) - 18_000L);
    }

    private void change() {
        for (var i = 0; i < 3; i++) {
            var id = "i-" + random.nextInt(IMAGES);
            if (api.inventory().isDeleted(id)) {
                api.inventory().restore(id);
            } else if (random.nextInt(4) == 0) {
                api.inventory().delete(id);
            } else {
                api.inventory().patch(id, Map.of("Rating", random.nextInt(1000)));
            }
        }
    }

    private Map<String, JsonNode> served() {
        var served = new HashMap<String, JsonNode>();
        api.inventory()
                .served()
                .forEach(image -> served.put(image.path("ImageId").asString(), image));
        return served;
    }

    /** Asserts that the intervals (not_before, valid_from] of an image's changes are in order and do not overlap. */
    private static void assertInOrder(JdbcClient jdbc) {
        assertThat(jdbc.sql(
                                """
                                SELECT i.image_id || ' revision ' || r.revision
                                FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                                LEFT JOIN inventory.image_revision b
                                    ON b.image_key = r.image_key AND b.revision = r.revision - 1
                                WHERE r.valid_from <= b.valid_from OR r.not_before < b.valid_from
                                   OR r.not_before > r.valid_from OR (r.not_before IS NULL) <> (r.revision = 1)
                                   OR (r.revision = i.revision AND r.valid_from <> i.changed_at)
                                """)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private static void assertEachStateHeldWhenItBegan(JdbcClient jdbc, Map<Long, Map<String, JsonNode>> servedInRun) {
        var revisions = jdbc.sql(
                        """
                        SELECT i.image_id, r.run_id, r.valid_from
                        FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                        """)
                .query((row, number) -> new Seen(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
        assertThat(revisions).hasSizeGreaterThan(IMAGES + RUNS);
        for (var revision : revisions) {
            var served = Objects.requireNonNull(servedInRun.get(revision.runId()));

            assertThat(liveAt(jdbc, revision.validFrom()).get(revision.imageId()))
                    .as("%s", revision)
                    .isEqualTo(served.get(revision.imageId()));
        }
    }

    private record Seen(String imageId, long runId, Instant validFrom) {}

    private static Map<String, JsonNode> liveAt(JdbcClient jdbc, Instant moment) {
        var live = new HashMap<String, JsonNode>();
        jdbc.sql("SELECT image_id, document::text FROM inventory.image_as_of(?)")
                .param(Timestamp.from(moment))
                .query(row -> {
                    live.put(row.getString(1), JSON.readTree(row.getString(2)));
                });
        return live;
    }

    private static Instant newest(JdbcClient jdbc) {
        return jdbc.sql("SELECT max(valid_from) FROM inventory.image_revision")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static long wentBack(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM inventory.sync_run r JOIN inventory.sync_run b ON b.run_id = r.run_id - 1
                        WHERE r.started_at < b.started_at
                        """)
                .query(Long.class)
                .single();
    }
}

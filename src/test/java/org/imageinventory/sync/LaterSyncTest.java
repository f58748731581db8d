package org.imageinventory.sync;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ExampleAnswer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What later syncs write: nothing for what is unchanged, and changes with their history. */
class LaterSyncTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private static final String REGIONS = "\"ImageRegionDistributeList\":"
            + "[{\"RegionId\":\"r\",\"Status\":\"INIT\",\"Progress\":\"%s\"},{\"RegionId\":\"s\",\"Status\":\"%s\"}]";
    private static final String HOSTILE = "\"Fine\":0.12345678901234567890,\"Tiny\":1e-400,\"Large\":1e999,\"Deep\":"
            + "[".repeat(900) + "]".repeat(900);

    private static final String HISTORY =
            """
            SELECT i.image_id, r.revision, r.change_kind, r.run_id
            FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
            WHERE r.run_id > 1 ORDER BY 1, 2
            """;

    private final StandIn api = StandIn.builder().images(60).seed(3).build().start();

    private Program program;
    private Tables tables;

    @BeforeEach
    void syncOnce() {
        var inventory = api.inventory();
        inventory.add(ExampleAnswer.image().toString());
        OddDocuments.ALL.forEach(inventory::add);
        inventory.add(element("status", "CloudApp", "\"Status\":\"INIT\",\"GmtModified\":\"2025-01-01 00:00:00\""));
        inventory.add(element("progress", "CloudApp", REGIONS.formatted("10%", "INIT")));
        inventory.add(element("progress-and-status", "CloudApp", REGIONS.formatted("10%", "INIT")));
        inventory.add(element("hostile-progress", "CloudApp", HOSTILE, REGIONS.formatted("10%", "INIT")));
        inventory.add(element("hostile-status", "CloudApp", HOSTILE, "\"Status\":\"INIT\""));
        inventory.add(element(
                "lists",
                "CloudApp",
                "\"TagList\":[{\"Key\":\"env\",\"Value\":\"test\"},{\"Key\":\"old\",\"Value\":\"1\"}]",
                "\"SnapshotList\":[{\"SnapshotId\":\"s-1\",\"Size\":40}],\"FeatureList\":[\"GPU\",\"Builder\"]"));
        inventory.add(element(
                "reordered",
                "CloudApp",
                "\"TagList\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]",
                "\"FeatureList\":[\"GPU\",\"Builder\"],\"X\":{\"a\":1,\"b\":2},\"Scene\":null"));
        program = Program.on(database, api).with("inventory.chunk-size", "50");
        tables = new Tables(database);
        assertExit(program.run("sync"), 0);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void nothingIsWrittenOfWhatIsTheSame() {
        var before = tables.versions();
        var images = tables.count("image");

        assertExit(program.run("sync"), 0);

        assertThat(tables.versions()).isEqualTo(before);
        assertThat(tables.run())
                .containsEntry("outcome", "complete")
                .containsEntry("created", 0L)
                .containsEntry("updated", 0L);
        // An image that several products list is counted in each.
        assertThat((Long) tables.run().get("unchanged"))
                .isEqualTo(tables.count("image_scope"))
                .isGreaterThan(images);
        assertThat(tables.count("sync_run")).isEqualTo(2);
    }

    @Test
    void whatDiffersIsWrittenAndHasARevisionEach() {
        change();

        assertExit(program.run("sync"), 0);

        assertThat(tables.values("SELECT image_id FROM inventory.image WHERE revision > 1 ORDER BY 1"))
                .isEqualTo(List.of(
                        List.of("hostile-status"),
                        List.of("lists"),
                        List.of("progress-and-status"),
                        List.of("status")));
        assertThat(tables.run()).containsEntry("created", 0L).containsEntry("updated", 4L);
        assertThat(tables.changes("status"))
                .containsExactly(
                        entry("GmtModified", "\"2025-01-01 00:00:00\" → \"2025-01-02 00:00:00\""),
                        entry("Status", "\"INIT\" → \"AVAILABLE\""));
        assertThat(tables.changes("progress-and-status"))
                .containsExactly(entry("ImageRegionDistributeList[s].Status", "\"INIT\" → \"DONE\""));
        assertThat(tables.changes("hostile-status")).containsExactly(entry("Status", "\"INIT\" → \"DONE\""));
        assertThat(tables.changes("lists"))
                .containsExactly(
                        entry("FeatureList[GPU]", "\"GPU\" → null"),
                        entry("SnapshotList[s-1]", "{\"Size\": 40} → {\"Size\": 60}"),
                        entry("TagList[env]", "\"test\" → \"prod\""),
                        entry("TagList[new]", "null → \"\""),
                        entry("TagList[old]", "\"1\" → null"));
    }

    @Test
    void theTablesSayWhatWasServedLast() {
        change();
        assertExit(program.run("sync"), 0);

        for (var imageId : List.of("status", "progress", "progress-and-status", "hostile-progress", "lists")) {
            var element = new ServedElement(
                    api.inventory().served(Map.of("ImageId", imageId)).get(0));

            assertThat(tables.row("SELECT * FROM inventory.image WHERE image_id = ?", imageId))
                    .containsAllEntriesOf(element.columns());
            for (var table : Tables.LISTS) {
                assertThat(tables.rowsOf(table, imageId))
                        .as("%s of %s", table, imageId)
                        .isEqualTo(element.rows(table));
            }
        }
    }

    @Test
    void aRevisionIsDatedByTheWalksAroundIt() {
        assertExit(program.run("sync"), 0);
        change();
        assertExit(program.run("sync"), 0);

        var scope = tables.row("SELECT * FROM inventory.scope WHERE product = 'CloudApp'");
        var walks = tables.rows(
                """
                SELECT w.* FROM inventory.walk w JOIN inventory.scope s USING (scope_key)
                WHERE s.product = 'CloudApp' ORDER BY run_id
                """);
        var revision = tables.row(
                """
                SELECT r.*, i.changed_at, i.first_seen_at FROM inventory.image_revision r
                JOIN inventory.image i USING (image_key, revision) WHERE i.image_id = 'status'
                """);

        // The old state existed when the second, complete walk began. The third walk saw the new state.
        assertThat(revision)
                .containsEntry("revision", 2)
                .containsEntry("change_kind", "updated")
                .containsEntry("run_id", 3L)
                .containsEntry("not_before", walks.get(1).get("pass_started_at"))
                .containsEntry("changed_at", revision.get("valid_from"));
        assertThat((Instant) revision.get("valid_from"))
                .isBetween(instant(walks.get(2), "started_at"), instant(walks.get(2), "ended_at"));
        assertThat(instant(revision, "first_seen_at"))
                .isBetween(instant(walks.get(0), "started_at"), instant(walks.get(0), "ended_at"));
        assertThat(scope).containsEntry("last_complete_at", walks.get(2).get("ended_at"));
        assertThat(
                        tables.values(
                                """
                        SELECT count(*) FROM inventory.image_change c
                        JOIN inventory.image_revision r USING (image_key, revision)
                        WHERE c.changed_at <> r.valid_from OR c.run_id <> r.run_id
                        """))
                .containsExactly(List.of(0L));
    }

    @Test
    void nothingIsWrittenAgain() {
        change();
        assertExit(program.run("sync"), 0);
        var before = tables.versions();

        assertExit(program.run("sync"), 0);

        assertThat(tables.versions()).isEqualTo(before);
    }

    @Test
    void aVolatileFieldMayGoBackToWhatTheDocumentSays() {
        var progress = "SELECT t.progress FROM inventory.image_region_state t JOIN inventory.image i USING (image_key)"
                + " WHERE i.image_id = 'progress' AND t.region_id = 'r'";
        change();
        assertExit(program.run("sync"), 0);
        assertThat(tables.value(progress)).isEqualTo(20);
        api.inventory().replace("progress", element("progress", "CloudApp", REGIONS.formatted("10%", "INIT")));

        assertExit(program.run("sync"), 0);

        assertThat(tables.value(progress)).isEqualTo(10);
        assertThat(tables.run()).containsEntry("updated", 0L);
    }

    @Test
    void aSecondStateOfARegionThatDiffersInProgressAloneIsKeptWithoutARevision() {
        var rows =
                """
                SELECT t.region_id, t.status, t.progress
                FROM inventory.image_region_state t JOIN inventory.image i USING (image_key)
                WHERE i.image_id = 'progress' ORDER BY t.position
                """;
        var history = tables.count("image_revision");
        var second = REGIONS.replace("[{", "[{\"RegionId\":\"r\",\"Status\":\"INIT\",\"Progress\":\"40%%\"},{");
        api.inventory().replace("progress", element("progress", "CloudApp", second.formatted("10%", "INIT")));

        assertExit(program.run("sync"), 0);

        assertThat(tables.count("image_revision")).isEqualTo(history);
        assertThat(tables.run()).containsEntry("updated", 0L);
        assertThat(tables.values(rows))
                .containsExactly(List.of("r", "INIT", 10), List.of("r", "INIT", 40), Arrays.asList("s", "INIT", null));
        assertExit(program.run("verify"), 0);
        api.inventory().replace("progress", element("progress", "CloudApp", REGIONS.formatted("10%", "INIT")));

        assertExit(program.run("sync"), 0);

        assertThat(tables.count("image_revision")).isEqualTo(history);
        assertThat(tables.values(rows)).containsExactly(List.of("r", "INIT", 10), Arrays.asList("s", "INIT", null));
    }

    @Test
    void anotherZoneRewritesTheColumnsAndNoHistory() {
        change();
        assertExit(program.run("sync"), 0);
        var history = tables.values(HISTORY);

        assertExit(program.with("inventory.timestamp-zone", "UTC").run("sync"), 0);

        assertThat(tables.value("SELECT gmt_create FROM inventory.image WHERE image_id = 'imgc-xxxx'"))
                .isEqualTo(Instant.parse("2025-04-25T15:13:57Z"));
        assertThat(tables.values(HISTORY)).isEqualTo(history);
        assertThat(tables.run()).containsEntry("updated", 0L);
    }

    /** Changes some images, and returns some others in another form. */
    private void change() {
        var inventory = api.inventory();
        inventory.patch("status", Map.of("Status", "AVAILABLE", "GmtModified", "2025-01-02 00:00:00"));
        inventory.replace("progress", element("progress", "CloudApp", REGIONS.formatted("20%", "INIT")));
        inventory.replace(
                "progress-and-status", element("progress-and-status", "CloudApp", REGIONS.formatted("30%", "DONE")));
        inventory.replace(
                "hostile-progress", element("hostile-progress", "CloudApp", HOSTILE, REGIONS.formatted("20%", "INIT")));
        inventory.replace("hostile-status", element("hostile-status", "CloudApp", HOSTILE, "\"Status\":\"DONE\""));
        inventory.replace(
                "lists",
                element(
                        "lists",
                        "CloudApp",
                        "\"TagList\":[{\"Key\":\"env\",\"Value\":\"prod\"},{\"Key\":\"new\",\"Value\":\"\"}]",
                        "\"SnapshotList\":[{\"SnapshotId\":\"s-1\",\"Size\":60}],\"FeatureList\":[\"Builder\"]"));
        inventory.replace(
                "reordered",
                element(
                        "reordered",
                        "CloudApp",
                        "\"X\" : {\"b\":2.0, \"a\":1},\"FeatureList\":[\"Builder\",\"GPU\",\"GPU\"],\"AppList\":[]",
                        "\"TagList\":[{\"Value\":\"2\",\"Key\":\"b\"},{\"Key\":\"a\",\"Value\":\"1\"}]"));
    }

    private static Instant instant(Map<String, ?> row, String column) {
        return (Instant) Objects.requireNonNull(row.get(column));
    }
}

package org.imageinventory.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.imageinventory.image.Change;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.Difference;
import org.imageinventory.inventory.Verification;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.testing.SyncInProcess;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The conditions that must hold after every run. */
final class Checks {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final SyncInProcess program;
    private final Normalizer normalizer = new Normalizer(ZoneId.of("Asia/Shanghai"));
    private final ImageComparison sameness =
            new ImageComparison(Set.of("ImageRegionDistributeList.Progress"), ZoneId.of("Asia/Shanghai"));
    private final Map<Instant, Map<String, JsonNode>> past = new TreeMap<>();
    private long checkedRun;

    Checks(DataSource database, SyncInProcess program) {
        this.jdbc = JdbcClient.create(database);
        this.program = program;
    }

    int quietRuns() {
        return past.size();
    }

    /** Asserts that an undisturbed run stored the current state of every image, and remembers that state. */
    void quiet(World world, RunReport report) {
        var live = world.live();
        if (report.outcome() == RunOutcome.REFUSED) {
            return;
        }
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETE);
        var moment = Instant.now();
        assertSame("after run " + report.runId(), asOf(moment), live);
        past.put(moment, live);
    }

    void afterRun(World world, Set<String> touched, Random random) {
        for (var image : world.live().keySet()) {
            if (!touched.contains(image)) {
                // An image that returned but was not seen, because its walk failed, stays deleted until it is seen.
                assertThat(jdbc.sql(
                                        """
                                        SELECT count(*)
                                        FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                                        WHERE r.run_id > ? AND r.change_kind = 'deleted' AND i.image_id = ?
                                        """)
                                .param(checkedRun)
                                .param(image)
                                .query(Long.class)
                                .single())
                        .as("marked as deleted, although the API returns it: " + image)
                        .isZero();
            }
        }
        revisionsWereServed(world);
        verifyIsClean();
        var moments = List.copyOf(past.keySet());
        if (!moments.isEmpty()) {
            var moment = moments.get(random.nextInt(moments.size()));
            assertSame("as of " + moment, asOf(moment), Objects.requireNonNull(past.get(moment)));
        }
    }

    void atTheEnd() {
        past.forEach((moment, live) -> assertSame("as of " + moment, asOf(moment), live));
        assertThat(jdbc.sql(
                                """
                                SELECT count(*) FROM inventory.image_timeline
                                WHERE valid_from >= valid_to OR not_before > valid_from
                                """)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private record Step(
            String imageId, int revision, String kind, JsonNode document, JsonNode before, String changes) {}

    /**
     * Asserts that every new revision is a state that was served, and that its changes are its differences from the
     * revision before.
     */
    private void revisionsWereServed(World world) {
        var steps = jdbc.sql(
                        """
                        SELECT i.image_id, r.revision, r.change_kind, r.document::text,
                               coalesce(b.document, '{}')::text AS before,
                               (SELECT coalesce(jsonb_agg(jsonb_build_array(c.field, c.old_value, c.new_value) ORDER BY position), '[]')
                                FROM inventory.image_change c
                                WHERE (c.image_key, c.revision) = (r.image_key, r.revision))::text AS changes
                        FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                        LEFT JOIN inventory.image_revision b ON b.image_key = r.image_key AND b.revision = r.revision - 1
                        WHERE r.run_id > ?
                        """)
                .param(checkedRun)
                .query((row, number) -> new Step(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        JSON.readTree(row.getString(4)),
                        JSON.readTree(row.getString(5)),
                        row.getString(6)))
                .list();
        for (var step : steps) {
            var name = step.imageId() + " revision " + step.revision();
            assertThat(world.everServed(step.imageId(), step.document()))
                    .as(name + " was never served: " + step.document())
                    .isTrue();
            if (step.kind().equals("updated") || step.kind().equals("restored")) {
                assertThat(JSON.readTree(step.changes()))
                        .as("changes of " + name)
                        .isEqualTo(changes(image(step.before()), image(step.document())));
            }
        }
        checkedRun = jdbc.sql("SELECT coalesce(max(run_id), 0) FROM inventory.sync_run")
                .query(Long.class)
                .single();
    }

    private JsonNode changes(Image before, Image after) {
        var changes = JSON.createArrayNode();
        for (Change change : sameness.differences(before, after)) {
            changes.addArray()
                    .add(change.field())
                    .add(change.oldValue() == null ? JSON.nullNode() : JSON.readTree(change.oldValue()))
                    .add(change.newValue() == null ? JSON.nullNode() : JSON.readTree(change.newValue()));
        }
        return changes;
    }

    private void verifyIsClean() {
        var differences = new ArrayList<Difference>();
        program.part(Verification.class).verify(differences::add);
        assertThat(differences).isEmpty();
    }

    private Map<String, JsonNode> asOf(Instant moment) {
        var images = new TreeMap<String, JsonNode>();
        jdbc.sql("SELECT image_id, document::text FROM inventory.image_as_of(?)")
                .param(Timestamp.from(moment))
                .query(row -> {
                    images.put(row.getString(1), JSON.readTree(row.getString(2)));
                });
        return images;
    }

    private void assertSame(String when, Map<String, JsonNode> found, Map<String, JsonNode> expected) {
        assertThat(found.keySet()).as("live " + when).isEqualTo(expected.keySet());
        expected.forEach((id, document) -> assertThat(
                        sameness.differences(image(document), image(Objects.requireNonNull(found.get(id)))))
                .as(id + " " + when)
                .isEmpty());
    }

    private Image image(JsonNode document) {
        return Objects.requireNonNull(normalizer.normalize(document).image());
    }
}

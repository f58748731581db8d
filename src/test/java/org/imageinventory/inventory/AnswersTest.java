package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.ListField;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.ScalarField;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events, the difference between two moments, and one image's family. */
class AnswersTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long SEED = Long.getLong("answers.seed", 20_261_124);
    private static final int ROUNDS = 8;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final Normalizer normalizer = new Normalizer(ZONE);
    private final ImageComparison comparison = new ImageComparison(Set.of("ImageRegionDistributeList.Progress"), ZONE);

    @Test
    void eventsAreCreationsDeletionsReturnsAndChangedFields() {
        var rows = new InventoryRows(database);
        rows.image(1, "a", Map.of("image_name", "first", "product_type", "CloudApp"));
        rows.statuses(1, "INIT", "AVAILABLE", "gone", "AVAILABLE");
        for (var change : List.of(
                "2, 1, '2026-01-02Z', 1, 'Status', '\"INIT\"', '\"AVAILABLE\"'",
                "2, 2, '2026-01-02Z', 1, 'TagList[team]', NULL, '\"x\"'",
                "2, 3, '2026-01-02Z', 1, 'ImageRegionDistributeList[cn-beijing].Status', '\"INIT\"', '\"DONE\"'",
                "2, 4, '2026-01-02Z', 1, 'Novelty', NULL, '1'")) {
            rows.sql("INSERT INTO inventory.image_change VALUES (1, " + change + ")");
        }

        assertThat(
                        rows.rows(
                                """
                                SELECT valid_from, image_id, image_name, kind, field, column_name, element, old_value, new_value
                                FROM inventory.image_event ORDER BY valid_from, field
                                """))
                .containsExactly(
                        "2026-01-01T00:00:00Z|a|first|created|-|-|-|-|-",
                        "2026-01-02T00:00:00Z|a|first|updated|ImageRegionDistributeList[cn-beijing].Status"
                                + "|image_region_state.status|cn-beijing|\"INIT\"|\"DONE\"",
                        "2026-01-02T00:00:00Z|a|first|updated|Novelty|-|-|-|1",
                        "2026-01-02T00:00:00Z|a|first|updated|Status|status|-|\"INIT\"|\"AVAILABLE\"",
                        "2026-01-02T00:00:00Z|a|first|updated|TagList[team]|image_tag|team|-|\"x\"",
                        "2026-01-03T00:00:00Z|a|first|deleted|-|-|-|-|-",
                        "2026-01-04T00:00:00Z|a|first|restored|-|-|-|-|-");
    }

    @Test
    void everyFieldWithAColumnIsNamedByIt() {
        var tables = new Tables(database);
        for (var field : ScalarField.values()) {
            var column = tables.value("SELECT inventory.column_of(?)", field.apiName());
            assertThat(tables.value(
                            """
                            SELECT count(*) FROM information_schema.columns
                            WHERE table_schema = 'inventory' AND table_name = 'image' AND column_name = ?
                            """,
                            String.valueOf(column)))
                    .as(field.apiName())
                    .isEqualTo(1L);
        }
        for (var field : ListField.values()) {
            assertThat(tables.values(
                            "SELECT inventory.column_of(?), inventory.element_of(?)",
                            field.apiName() + "[a]b]",
                            field.apiName() + "[a]b]"))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(String.valueOf(row.get(0))).startsWith("image_");
                        assertThat(row.get(1)).isEqualTo("a]b");
                    });
        }
    }

    @Test
    void aDifferenceAppliedToTheFirstMomentGivesTheSecond() {
        var random = new Random(SEED);
        var moments = new ArrayList<Instant>(List.of(Instant.EPOCH));
        try (var api = StandIn.builder().images(12).seed(SEED).build().start();
                var program = SyncInProcess.on(
                        database,
                        api,
                        Map.of(
                                "inventory.mass-delete-guard.ratio", "1",
                                "inventory.mass-delete-guard.empty", "allow"))) {
            for (var round = 0; round < ROUNDS; round++) {
                program.sync();
                moments.add(Instant.now());
                disturb(random, api);
            }
        }
        for (var from : moments) {
            for (var to : moments) {
                if (!from.isAfter(to)) {
                    assertThat(new TreeSet<>(difference(from, to)))
                            .as("-Danswers.seed=%d, %s to %s", SEED, from, to)
                            .isEqualTo(expected(from, to));
                }
            }
        }
    }

    @Test
    void aDifferenceNeedsTwoTimesAndTheHistoryOfTheFirst() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.revision(1, 3, "updated", "2026-01-03Z", "{}");

        assertThatThrownBy(() -> rows.rows("SELECT * FROM inventory.image_diff('2026-01-02Z', '2026-01-01Z')"))
                .hasMessageContaining("the earlier one first");
        assertThatThrownBy(() -> rows.rows("SELECT * FROM inventory.image_diff('2026-01-02Z', '2026-01-04Z')"))
                .hasMessageContaining("was pruned");
        assertThat(rows.rows("SELECT * FROM inventory.image_diff('2026-01-03Z', '2026-01-04Z')"))
                .isEmpty();
    }

    @Test
    void aFamilyIsWalkedUpAndDownAndEndsAtACycle() {
        var rows = new InventoryRows(database);
        rows.image(1, "root");
        rows.image(2, "child", Map.of("parent_image_id", "root", "parent_image_version", "v1"));
        rows.image(3, "grandchild", Map.of("parent_image_id", "child"));
        rows.image(4, "based", Map.of("base_image_id", "child"));
        rows.image(5, "one", Map.of("parent_image_id", "other"));
        rows.image(6, "other", Map.of("parent_image_id", "one"));
        rows.image(7, "orphan", Map.of("parent_image_id", "unknown"));
        rows.deleted(2, "2026-01-02Z");
        var ancestors = "SELECT relation, depth, ancestor_image_id, ancestor_version, ancestor_state, cycle"
                + " FROM inventory.image_ancestors('main', 'cn-shanghai', '%s')";
        var descendants = "SELECT relation, depth, descendant_image_id, descendant_state, cycle"
                + " FROM inventory.image_descendants('main', 'cn-shanghai', '%s')";

        assertThat(rows.rows(ancestors.formatted("grandchild")))
                .containsExactly("parent|1|child|-|deleted|f", "parent|2|root|v1|live|f");
        assertThat(rows.rows(ancestors.formatted("orphan"))).containsExactly("parent|1|unknown|-|unknown|f");
        assertThat(rows.rows(ancestors.formatted("one")))
                .containsExactly("parent|1|other|-|live|f", "parent|2|one|-|live|t");
        assertThat(rows.rows(descendants.formatted("root")))
                .containsExactly("parent|1|child|deleted|f", "parent|2|grandchild|live|f");
        assertThat(rows.rows(descendants.formatted("child")))
                .containsExactly("base|1|based|live|f", "parent|1|grandchild|live|f");
        assertThat(rows.rows(descendants.formatted("one")))
                .containsExactly("parent|1|other|live|f", "parent|2|one|live|t");
        assertThat(rows.rows(descendants.formatted("nobody"))).isEmpty();
    }

    private static void disturb(Random random, StandIn api) {
        var inventory = api.inventory();
        for (var id : inventory.ids()) {
            switch (random.nextInt(6)) {
                case 0 -> inventory.patch(id, Map.of("Status", random.nextBoolean() ? "INIT" : "AVAILABLE"));
                case 1 ->
                    inventory.patch(
                            id,
                            Map.of(
                                    "TagList",
                                    List.of(Map.of("Key", "team", "Value", String.valueOf(random.nextInt(3))))));
                case 2 -> {
                    if (inventory.isDeleted(id)) {
                        inventory.restore(id);
                    } else {
                        inventory.delete(id);
                    }
                }
                default -> {}
            }
        }
        inventory.add("{\"ImageId\":\"new-%d\",\"ProductType\":\"CloudApp\"}".formatted(random.nextInt(1_000_000)));
    }

    private List<String> difference(Instant from, Instant to) {
        return new Tables(database)
                        .values(
                                "SELECT image_id, kind, field, old_value::text, new_value::text FROM inventory.image_diff("
                                        + "?::timestamptz, ?::timestamptz)",
                                from.toString(),
                                to.toString())
                        .stream()
                        .map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2) + "|" + json(row.get(3)) + "|"
                                + json(row.get(4)))
                        .toList();
    }

    private Set<String> expected(Instant from, Instant to) {
        var before = images(from);
        var after = images(to);
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        var expected = new TreeSet<String>();
        for (var id : ids) {
            var old = before.get(id);
            var current = after.get(id);
            if (old == null || current == null) {
                expected.add(id + "|" + (old == null ? "created" : "deleted") + "|null|null|null");
            } else {
                comparison
                        .differences(old, current)
                        .forEach(change -> expected.add(id + "|updated|" + change.field() + "|"
                                + json(change.oldValue()) + "|" + json(change.newValue())));
            }
        }
        return expected;
    }

    private Map<String, Image> images(Instant moment) {
        var images = new HashMap<String, Image>();
        new Tables(database)
                .values("SELECT image_id, document::text FROM inventory.image_as_of(?::timestamptz)", moment.toString())
                .forEach(row -> images.put(
                        String.valueOf(row.get(0)),
                        Objects.requireNonNull(normalizer
                                .normalize(DocumentJson.read(String.valueOf(row.get(1))))
                                .image())));
        return images;
    }

    private static String json(@Nullable Object value) {
        return value == null ? "null" : DocumentJson.read(String.valueOf(value)).toString();
    }
}

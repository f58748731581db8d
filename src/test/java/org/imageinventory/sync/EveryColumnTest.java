package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ExampleAnswer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * After a first sync, every column and row has the values that were served. The images are generated ones, the
 * documented example, and odd ones.
 */
class EveryColumnTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    static final List<String> LISTS = Tables.LISTS;

    private static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");
    private static final StandIn API =
            StandIn.builder().images(300).seed(11).build().start();
    private static final Map<String, ServedElement> SERVED = new TreeMap<>();

    private static Tables tables;

    @BeforeAll
    static void sync() {
        API.inventory().add(ExampleAnswer.image().toString());
        OddDocuments.ALL.forEach(API.inventory()::add);
        API.inventory().served().stream().map(ServedElement::new).forEach(e -> SERVED.put(e.imageId(), e));
        tables = new Tables(DATABASE);

        assertExit(Program.on(DATABASE, API).with("inventory.chunk-size", "70").run("sync"), 0);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void everyColumnOfEveryImageIsAsServed() {
        var rows = tables.rows("SELECT * FROM inventory.image");

        assertThat(rows).hasSize(308).hasSameSizeAs(SERVED.keySet());
        for (var row : rows) {
            var imageId = String.valueOf(row.get("image_id"));
            var expected =
                    new LinkedHashMap<String, @Nullable Object>(served(imageId).columns());
            expected.put("account", "main");
            expected.put("region", "cn-shanghai");
            expected.put("image_id", imageId);
            expected.put("revision", 1);
            expected.put("deleted_at", null);
            var bookkeeping = List.of(
                    "image_key",
                    "owner_scope_key",
                    "first_seen_at",
                    "changed_at",
                    "fingerprint",
                    "volatile_fingerprint",
                    "text_fingerprint");

            assertThat(row).as(imageId).containsAllEntriesOf(expected);
            assertThat(row.keySet())
                    .hasSize(expected.size() + bookkeeping.size())
                    .containsAll(bookkeeping);
        }
    }

    @ParameterizedTest
    @FieldSource("LISTS")
    void everyRowOfEveryListIsAsServed(String table) {
        var rows = new TreeMap<String, List<List<@Nullable Object>>>();
        for (var row : tables.rows("SELECT i.image_id, t.* FROM inventory." + table
                + " t JOIN inventory.image i USING (image_key) ORDER BY i.image_id, t.position")) {
            var ofImage = rows.computeIfAbsent(String.valueOf(row.remove("image_id")), id -> new ArrayList<>());
            row.remove("image_key");
            assertThat(row.remove("position")).isEqualTo(ofImage.size() + 1);
            ofImage.add(new ArrayList<>(row.values()));
        }

        assertThat(rows).isNotEmpty();
        for (var element : SERVED.values()) {
            var ofImage = rows.getOrDefault(element.imageId(), List.of());
            assertThat(ofImage).as(element.imageId()).doesNotHaveDuplicates();
            assertThat(new HashSet<>(ofImage)).as(element.imageId()).isEqualTo(element.rows(table));
        }
    }

    @Test
    void everyScopeHoldsWhatItShowed() {
        for (var product : PRODUCTS) {
            var held = tables.values(
                    """
                    SELECT i.image_id FROM inventory.image_scope
                    JOIN inventory.image i USING (image_key) JOIN inventory.scope s USING (scope_key)
                    WHERE s.product = ?
                    """,
                    product);

            assertThat(held.stream().map(row -> String.valueOf(row.get(0))).toList())
                    .as(product)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(API.inventory().ids(Map.of("ProductType", product)));
            assertThat(tables.walk(product))
                    .containsEntry("status", "complete")
                    .containsEntry("images_seen", (long) held.size())
                    .containsEntry("count_reported", (long) held.size());
        }
        assertThat(
                        tables.rows(
                                """
                        SELECT image_id FROM inventory.image i WHERE NOT EXISTS (
                            SELECT FROM inventory.image_scope h
                            WHERE h.image_key = i.image_key AND h.scope_key = i.owner_scope_key)
                        """))
                .isEmpty();
    }

    @Test
    void everyRevisionHoldsTheDocumentThatWasServed() {
        var json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        var revisions = tables.rows(
                """
                SELECT i.image_id, i.first_seen_at, i.changed_at, s.started_at, s.ended_at, r.*
                FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                JOIN inventory.sync_run s USING (run_id)
                """);

        assertThat(revisions).hasSameSizeAs(SERVED.keySet());
        for (var revision : revisions) {
            var element = served(String.valueOf(revision.get("image_id")));
            var document = json.readTree(String.valueOf(revision.get("document")));

            assertThat(ServedElement.storable(document)).isEqualTo(element.document());
            assertThat(revision)
                    .containsEntry("revision", 1)
                    .containsEntry("change_kind", "created")
                    .containsEntry("not_before", null)
                    .containsEntry("first_seen_at", revision.get("valid_from"))
                    .containsEntry("changed_at", revision.get("valid_from"));
            assertThat((Instant) revision.get("valid_from"))
                    .isBetween((Instant) revision.get("started_at"), (Instant) revision.get("ended_at"));
        }
        assertThat(tables.count("image_change")).isZero();
    }

    @Test
    void everythingUnknownAndMalformedIsListed() {
        var expected = new TreeMap<>(OddDocuments.ANOMALIES);
        // In the documented example, the region state names a different image than the image that contains it.
        expected.put("ImageRegionDistributeList[].ImageId malformed", 1L);

        assertThat(tables.rows("SELECT * FROM inventory.field_anomaly").stream()
                        .collect(Collectors.toMap(
                                row -> row.get("field") + " " + row.get("kind"), row -> row.get("occurrences"))))
                .isEqualTo(expected);
        assertThat(tables.values("SELECT example FROM inventory.field_anomaly WHERE field = 'Depth'"))
                .containsExactly(List.of("{\"a\": 1.10, \"b\": [3, 1, {\"c\": null}]}"));
    }

    @Test
    void theRunAddsUp() {
        assertThat(tables.run())
                .containsEntry("outcome", "complete")
                .containsEntry("created", 308L)
                .containsEntry("updated", 0L)
                .containsEntry("api_retries", 0L)
                .containsEntry("api_requests", (long) API.requests().size());
        assertThat(tables.count("sighting")).isZero();
        assertThat(tables.values("SELECT DISTINCT status FROM batch.batch_job_execution"))
                .containsExactly(List.of("COMPLETED"));
        assertThat(tables.values("SELECT DISTINCT status FROM batch.batch_step_execution"))
                .containsExactly(List.of("COMPLETED"));
    }

    private static ServedElement served(String imageId) {
        return Objects.requireNonNull(SERVED.get(imageId));
    }
}

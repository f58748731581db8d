package org.imageinventory.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.inventory.Difference;
import org.imageinventory.inventory.Verification;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of odd elements, each synced twice. After the first sync, every column and row has the served values, and
 * elements that are not images are counted. The second sync writes nothing. {@code -Dfuzz.seed=N -Dfuzz.rounds=N}
 * select other lists.
 */
class FuzzedElementsTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_124L);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 10);
    /** One round in this many has large images. */
    private static final int LARGE = 5;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .maxNumberLength(200_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final String NOT_AN_IMAGE =
            "SELECT coalesce(sum(occurrences), 0) FROM inventory.field_anomaly WHERE field IN ('ImageId', 'Data[]')";

    /** Images for which the SQL functions, which read documents, differ from the tables, which Java fills. */
    private static final String READ_DIFFERENTLY =
            """
            (TABLE inventory.current_image EXCEPT SELECT * FROM inventory.image_as_of('infinity'))
            UNION ALL
            (SELECT * FROM inventory.image_as_of('infinity') EXCEPT TABLE inventory.current_image)
            """;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API =
            StandIn.builder().documents(List.of()).build().start();
    private static SyncInProcess program;
    private static Tables tables;

    private final Map<String, byte[]> listed = new LinkedHashMap<>();

    @BeforeAll
    static void begin() {
        tables = new Tables(DATABASE);
        program = SyncInProcess.on(
                DATABASE,
                API,
                Map.of(
                        "inventory.products", "CloudApp",
                        "inventory.page-size", "7",
                        "inventory.chunk-size", "5",
                        "inventory.mass-delete-guard.ratio", "1",
                        "inventory.api.retry-budget", "1ms"));
    }

    @AfterEach
    void forgetFaults() {
        API.faults().clear();
    }

    @AfterAll
    static void end() {
        program.close();
        API.close();
    }

    @Test
    void nothingIsLostOfWhatIsListed() {
        for (var round = 0; round < ROUNDS; round++) {
            try {
                play(round, new Random(SEED * 1_000_003 + round));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dfuzz.seed=" + SEED + ", round " + round + ": " + e.getMessage(), e);
            }
        }
    }

    private void play(int round, Random random) {
        var before = unusableCounted();
        var expected = list(round, random);
        var images = new LinkedHashMap<String, ServedElement>();
        var unusable = 0L;
        for (var element : expected) {
            if (element.image() == null) {
                unusable++;
            } else {
                images.put(element.name(), element.image());
            }
        }
        var addsUp = images.size() == expected.size();

        var walk = program.sync().walks().get(0);

        assertThat(walk.failure()).isNull();
        assertThat(walk.status()).isEqualTo(addsUp ? WalkStatus.COMPLETE : WalkStatus.TORN);
        assertThat(walk.imagesSeen()).isEqualTo(images.size());
        assertThat(walk.countReported()).isEqualTo(expected.size());
        assertThat(unusableCounted() - before).as("unusable elements").isEqualTo((addsUp ? 1 : 3) * unusable);
        assertStored(images);
        assertSound();

        var revisions = tables.count("image_revision");
        var contents = tables.contents("image");
        program.sync();

        assertThat(tables.count("image_revision"))
                .as("revisions after a second sync of the same list")
                .isEqualTo(revisions);
        assertThat(tables.contents("image")).isEqualTo(contents);
    }

    /** Serves a list. Some of its images were already in the list of the round before. */
    private List<Listed> list(int round, Random random) {
        var odd = new OddElements(random);
        var kept = new ArrayList<>(listed.keySet());
        API.inventory().ids().forEach(API.inventory()::delete);
        listed.clear();
        kept.stream().filter(id -> random.nextInt(3) == 0).forEach(id -> listed.put(id, odd.image(id)));
        for (var i = random.nextInt(30); i >= 0; i--) {
            var id = "r" + round + "-" + i;
            listed.put(id, round % LARGE == 0 && i < 3 ? odd.largeImage(id) : odd.image(id));
        }
        var elements = new ArrayList<Listed>();
        listed.values().forEach(json -> elements.add(Listed.image(json)));
        if (random.nextInt(3) == 0) {
            elements.add(elements.get(random.nextInt(elements.size())));
        }
        if (random.nextInt(3) == 0) {
            elements.add(random.nextInt(elements.size()), Listed.unusable(odd.unusable()));
            elements.add(Listed.unusable(odd.unusable()));
        }
        elements.forEach(element -> API.inventory().addRaw(element.name(), "CloudApp", element.json()));
        return elements;
    }

    /**
     * An element of the list.
     *
     * @param image null if the element is not an image
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Listed(byte[] json, @Nullable ServedElement image) {

        static Listed image(byte[] json) {
            return new Listed(json, new ServedElement(JSON.readTree(new String(json, UTF_8))));
        }

        static Listed unusable(byte[] json) {
            return new Listed(json, null);
        }

        String name() {
            return image == null ? "none" : image.imageId();
        }
    }

    private static long unusableCounted() {
        return ((Number) Objects.requireNonNull(tables.value(NOT_AN_IMAGE))).longValue();
    }

    private static void assertStored(Map<String, ServedElement> images) {
        var stored = byImage("SELECT t.image_id, t.* FROM inventory.image t WHERE deleted_at IS NULL");
        var documents = byImage("SELECT image_id, document FROM inventory.current_image");
        images.forEach((id, element) -> {
            assertThat(rows(stored, id)).as(id + shown(element)).singleElement().satisfies(row -> assertThat(row)
                    .containsAllEntriesOf(element.columns()));
            var document =
                    JSON.readTree(String.valueOf(rows(documents, id).get(0).get("document")));
            assertThat(ServedElement.text(ServedElement.storable(document)))
                    .as(id + shown(element))
                    .isEqualTo(ServedElement.text(element.document()));
        });
        for (var table : Tables.LISTS) {
            var rows = byImage("SELECT i.image_id, t.* FROM inventory.%s t JOIN inventory.image i USING (image_key)"
                    .formatted(table));
            images.forEach((id, element) -> assertThat(values(rows(rows, id)))
                    .as(id + " in " + table + shown(element))
                    .containsExactlyInAnyOrderElementsOf(element.rows(table)));
        }
    }

    /** Returns rows by their first column, which is the image's ID. */
    private static Map<String, List<Map<String, @Nullable Object>>> byImage(String sql) {
        var rows = new HashMap<String, List<Map<String, @Nullable Object>>>();
        tables.rows(sql)
                .forEach(row -> rows.computeIfAbsent(String.valueOf(row.get("image_id")), id -> new ArrayList<>())
                        .add(row));
        return rows;
    }

    private static List<Map<String, @Nullable Object>> rows(
            Map<String, List<Map<String, @Nullable Object>>> rows, String id) {
        return rows.getOrDefault(id, List.of());
    }

    /** Returns the values of rows, without image and position. */
    private static List<List<@Nullable Object>> values(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> {
                    var values = new LinkedHashMap<>(row);
                    values.keySet().removeAll(List.of("image_id", "image_key", "position"));
                    return Arrays.asList(values.values().toArray());
                })
                .toList();
    }

    private static String shown(ServedElement element) {
        var json = DocumentJson.write(element.document());
        return " " + json.substring(0, Math.min(2_000, json.length()));
    }

    private static void assertSound() {
        var differences = new ArrayList<Difference>();
        program.part(Verification.class).verify(differences::add);
        assertThat(differences).isEmpty();
        assertThat(tables.values(READ_DIFFERENTLY)).isEmpty();
    }
}

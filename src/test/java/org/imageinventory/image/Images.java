package org.imageinventory.image;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Images for tests, created from JSON that may use single quotes. */
final class Images {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(100_000)
                            .build())
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Images() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static Normalized normalized(JsonNode element) {
        return new Normalizer(ZONE).normalize(element);
    }

    /** Normalizes an element with an ID and these members. */
    static Normalized normalized(String members) {
        return normalized(json("{'ImageId':'i-1'" + (members.isEmpty() ? "" : ",") + members + "}"));
    }

    static Image image(JsonNode element) {
        return Objects.requireNonNull(normalized(element).image());
    }

    static Image image(String members) {
        return Objects.requireNonNull(normalized(members).image());
    }

    /** Returns the value that a scalar field stores for a JSON value. */
    static @Nullable Object scalar(ScalarField field, String value) {
        return image("'" + field.apiName() + "':" + value).scalar(field);
    }

    /** Returns the elements of a list in the form of rows. */
    static Object[][] rows(Image image, ListField field) {
        return image.list(field).stream()
                .map(element -> element.values().toArray())
                .toArray(Object[][]::new);
    }

    static Object[] row(@Nullable Object... values) {
        return values;
    }

    /** Returns differences as a map from paths to {@code old → new}. */
    static Map<String, String> differences(ImageComparison sameness, Image before, Image after) {
        var byPath = new TreeMap<String, String>();
        sameness.differences(before, after)
                .forEach(change -> byPath.put(change.field(), change.oldValue() + " → " + change.newValue()));
        return byPath;
    }

    /** Returns anomalies as {@code field kind}. */
    static String[] anomalies(Normalized normalized) {
        return normalized.anomalies().stream()
                .map(anomaly -> anomaly.field() + " " + anomaly.type().label())
                .toArray(String[]::new);
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    static String joined(String... parts) {
        return String.join(",", Arrays.asList(parts));
    }
}

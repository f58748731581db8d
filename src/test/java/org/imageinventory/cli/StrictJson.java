package org.imageinventory.cli;

import org.junit.jupiter.api.Assertions;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A strict JSON reader: it accepts one document without trailing text and without duplicate names. */
final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictJson() {}

    static JsonNode read(String text) {
        try {
            var document = MAPPER.readTree(text);
            Assertions.assertTrue(document.isObject(), () -> "not an object: '" + text + "'");
            return document;
        } catch (JacksonException e) {
            throw new AssertionError("not one JSON document: '" + text + "'", e);
        }
    }
}

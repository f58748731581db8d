package org.imageinventory.image;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of documents, from and to texts: with every digit, and as deep, long and wide as an answer may be. A document that
 * could be received can be written, and one that was written can be read.
 */
public final class DocumentJson {

    /** More than any answer is nested. */
    private static final int DEEPEST = 2_100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DocumentJson() {}

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    public static String write(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }
}

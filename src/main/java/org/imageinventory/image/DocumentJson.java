package org.imageinventory.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Converts responses and documents from and to JSON text, within {@link JsonLimits}. */
public final class DocumentJson {

    /** Levels that output adds around a document. */
    private static final int AROUND = 100;

    private static final JsonMapper STORED = JsonMapper.builder(
                    JsonLimits.factory(JsonLimits.DEEPEST + AROUND, 100_000).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonMapper RECEIVED = JsonMapper.builder(
                    JsonLimits.factory(JsonLimits.DEEPEST, JsonLimits.LONGEST_NUMBER)
                            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                            .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private DocumentJson() {}

    /** Reads a document that was stored, or a part of one. */
    public static JsonNode read(String json) {
        return STORED.readTree(json);
    }

    public static String write(JsonNode value) {
        return STORED.writeValueAsString(value);
    }

    /** Writes a value indented, which may hold documents. */
    public static String print(JsonNode value) {
        return STORED.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Reads JSON that was received, from one byte to before another. What a document cannot hold becomes text, which
     * normalization lists.
     *
     * @return missing if there is nothing but white space
     * @throws JacksonException if it is not JSON
     */
    public static JsonNode received(byte[] json, int from, int to) {
        try {
            return RECEIVED.readTree(json, from, to - from);
        } catch (JacksonException | NumberFormatException e) {
            return repaired(json, from, to);
        }
    }

    /** Does the same, and keeps a mark where bytes are not UTF-8: normalization replaces and lists those texts. */
    public static JsonNode repaired(byte[] json, int from, int to) {
        return ReceivedJson.read(decoded(json, from, to));
    }

    /** Returns what is not JSON as text, which normalization lists. */
    public static JsonNode unreadable(byte[] json, int from, int to) {
        return new UnstorableNode(decoded(json, from, to));
    }

    /** Reads the tokens of JSON that was received, without limits. */
    public static JsonParser tokens(byte[] json) {
        return JsonLimits.UNLIMITED.createParser(ObjectReadContext.empty(), json);
    }

    /** Marks what is not UTF-8 by half a surrogate pair, which no valid text has. */
    private static String decoded(byte[] bytes, int from, int to) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\uDC80")
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a decoder that replaces does not fail", e);
        }
    }
}

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

/** Conversion of responses and documents from and to JSON text, within {@link JsonLimits}. */
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

    /** Reads a stored document, or a part of one. */
    public static JsonNode read(String json) {
        return STORED.readTree(json);
    }

    public static String write(JsonNode value) {
        return STORED.writeValueAsString(value);
    }

    /** Writes a value with indentation. The value may contain documents. */
    public static String print(JsonNode value) {
        return STORED.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Reads received JSON. A value that a document cannot hold becomes text, which normalization lists as an anomaly.
     *
     * @param from the offset of the first byte
     * @param to the offset after the last byte
     * @return the value; a missing node if there is only white space
     * @throws JacksonException if the bytes are not JSON
     */
    public static JsonNode received(byte[] json, int from, int to) {
        try {
            return RECEIVED.readTree(json, from, to - from);
        } catch (JacksonException | NumberFormatException e) {
            return repaired(json, from, to);
        }
    }

    /** Reads received JSON and marks bytes that are not UTF-8. Normalization replaces the marks and lists the texts. */
    public static JsonNode repaired(byte[] json, int from, int to) {
        return ReceivedJson.read(decoded(json, from, to));
    }

    /** Returns bytes that are not JSON as text, which normalization lists as an anomaly. */
    public static JsonNode unreadable(byte[] json, int from, int to) {
        return new UnstorableNode(decoded(json, from, to));
    }

    /** Returns a parser for the tokens of received JSON, without limits. */
    public static JsonParser tokens(byte[] json) {
        return JsonLimits.UNLIMITED.createParser(ObjectReadContext.empty(), json);
    }

    /** Decodes UTF-8. Marks invalid bytes by half a surrogate pair, which no valid text contains. */
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

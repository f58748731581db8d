package org.imageinventory.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of responses and documents, from and to text, and its limits. A document that can be received can be stored, and
 * one that is stored can be read and printed. The limits stay below those of PostgreSQL, which reads about 16,000 levels
 * with its default max_stack_depth (750 with the smallest), and 131,072 digits before and 16,383 after the point.
 */
public final class DocumentJson {

    /** Levels of lists and objects in a document; what is nested deeper is kept as text. */
    static final int DEEPEST = 2_000;

    /** Digits of a number before and after the point, each; a number with more is kept as text. */
    static final int MOST_DIGITS = 1_000;

    /** Characters of a number as received, which is all that can be known of it before its digits are parsed. */
    static final int LONGEST_NUMBER = 2 * MOST_DIGITS + 100;

    /** Levels that output adds around a document. */
    private static final int AROUND = 100;

    private static final JsonMapper STORED = JsonMapper.builder(
                    factory(DEEPEST + AROUND, 100_000).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonMapper RECEIVED = JsonMapper.builder(factory(DEEPEST, LONGEST_NUMBER)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Reads arrays that stand in texts. */
    static final JsonFactory INNER = factory(InnerArray.DEEPEST, LONGEST_NUMBER).build();

    static final JsonFactory UNLIMITED = factory(Integer.MAX_VALUE, Integer.MAX_VALUE)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
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
        return UNLIMITED.createParser(ObjectReadContext.empty(), json);
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

    private static JsonFactoryBuilder factory(int deepest, int longestNumber) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxNumberLength(longestNumber)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(deepest)
                        .build())
                // All JSON here is UTF-8. Names with the same hash must not fail a page.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
    }
}

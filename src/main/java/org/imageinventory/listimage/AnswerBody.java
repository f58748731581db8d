package org.imageinventory.listimage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imageinventory.image.ReceivedElement;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer's JSON, the list of images apart, since of those the texts count too.
 *
 * @param members the answer without the list of images; missing if it is empty
 * @param data the elements of {@code Data} in their order; null if that is no list
 */
record AnswerBody(JsonNode members, @Nullable List<ReceivedElement> data) {

    /** One odd field must not cost a page, so what an element may hold is bounded generously, and kept exactly. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2_000)
                            .maxNumberLength(100_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(
                    DeserializationFeature
                            .FAIL_ON_TRAILING_TOKENS) // each element is followed by the rest of the answer
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws JacksonException if it is cut off or not JSON */
    static AnswerBody parse(byte[] utf8) {
        try (var parser = JSON.createParser(utf8)) {
            return read(
                    parser, (from, to) -> Arrays.copyOfRange(utf8, at(from.getByteOffset()), at(to.getByteOffset())));
        } catch (JacksonException e) {
            return parse(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    /** Slower and more patient: bytes that are no UTF-8 have become U+FFFD, and half a surrogate pair may name a member. */
    private static AnswerBody parse(String text) {
        try (var parser = JSON.createParser(text)) {
            return read(parser, (from, to) -> text.substring(at(from.getCharOffset()), at(to.getCharOffset()))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Finds the text of a value that was parsed. */
    private interface Source {
        byte[] text(TokenStreamLocation from, TokenStreamLocation to);
    }

    private static AnswerBody read(JsonParser parser, Source source) {
        var first = parser.nextToken();
        if (first == null) {
            return new AnswerBody(MissingNode.getInstance(), null);
        }
        var body = first == JsonToken.START_OBJECT
                ? readObject(parser, source)
                : new AnswerBody(JSON.readTree(parser), null);
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "something follows the answer");
        }
        return body;
    }

    private static AnswerBody readObject(JsonParser parser, Source source) {
        var members = JsonNodeFactory.instance.objectNode();
        List<ReceivedElement> data = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("Data")) {
                data = readElements(parser, source);
            } else {
                data = name.equals("Data") ? null : data; // the last one counts
                members.set(name, JSON.readTree(parser));
            }
        }
        return new AnswerBody(members, data);
    }

    private static List<ReceivedElement> readElements(JsonParser parser, Source source) {
        var elements = new ArrayList<ReceivedElement>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var from = parser.currentTokenLocation();
            JsonNode json = JSON.readTree(parser);
            elements.add(ReceivedElement.of(json, source.text(from, parser.currentLocation())));
        }
        return elements;
    }

    /** Unknown where the parser took the bytes for another encoding. */
    private static int at(long offset) {
        if (offset < 0) {
            throw new StreamReadException("the answer is not in UTF-8");
        }
        return Math.toIntExact(offset);
    }
}

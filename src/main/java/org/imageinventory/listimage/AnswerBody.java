package org.imageinventory.listimage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer's JSON. The list of images, nearly all of it, is only cut into its elements: most of them are known by their
 * texts and never parsed.
 *
 * @param members the answer without the elements of {@code Data}; missing if it is empty
 * @param data the elements of {@code Data} in their order; null if that is no list, or there are two
 */
record AnswerBody(JsonNode members, @Nullable List<ElementScan.Element> data) {

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
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws JacksonException if it is cut off or not JSON; whether each element is, its parsing tells */
    static AnswerBody parse(byte[] utf8) {
        var from = startOfData(utf8);
        var scanned = from < 0 ? null : ElementScan.list(utf8, from);
        if (scanned == null) {
            return new AnswerBody(json(utf8, 0, utf8.length), null);
        }
        var rest = new ByteArrayOutputStream();
        rest.write(utf8, 0, from);
        rest.write(utf8, scanned.end(), utf8.length - scanned.end());
        var members = json(rest.toByteArray(), 0, rest.size());
        var data = members.path("Data");
        return new AnswerBody(members, data.isArray() && data.isEmpty() ? scanned.elements() : null);
    }

    /** Just behind the opening bracket; negative if Data is no list. */
    private static int startOfData(byte[] utf8) {
        try (var parser = JSON.createParser(utf8)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var isData = parser.currentName().equals("Data");
                    if (parser.nextToken() == JsonToken.START_ARRAY && isData) {
                        return Math.toIntExact(parser.currentLocation().getByteOffset());
                    }
                    parser.skipChildren();
                }
            }
            return -1;
        } catch (JacksonException e) {
            return -1; // parsed as a whole, it tells better what is wrong
        }
    }

    /** @throws JacksonException if the bytes from one on to before another are not JSON */
    static JsonNode json(byte[] utf8, int from, int to) {
        try {
            return JSON.readTree(utf8, from, to - from);
        } catch (JacksonException e) {
            // More patient: bytes that are no UTF-8 have become U+FFFD, and half a surrogate pair may name a member.
            return JSON.readTree(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }
    }
}

package org.imageinventory.listimage;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes a page of an answer, or says what is wrong with it. Images are taken as they are, whatever they are. */
final class AnswerReader {

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

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Clock clock;

    AnswerReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the page that was asked for.
     *
     * @throws ListImageException if the answer is an error or no ListImage answer
     */
    ListImagePage read(RawAnswer answer, ListImageRequest request) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new ListImageException(ErrorAnswer.of(answer, tryParse(answer.body()), clock));
        }
        var body = parse(answer);
        if (ErrorAnswer.isError(body)) {
            throw new ListImageException(ErrorAnswer.of(answer, body, clock));
        }
        var count = wholeNumber(body.get("Count"));
        if (count == null) {
            throw broken(answer, "Count is " + shown(body.get("Count")) + ", not a whole number of 0 or more");
        }
        var requestId = ErrorAnswer.requestId(answer, body);
        return new ListImagePage(
                small(body.get("PageNumber"), request.pageNumber()),
                small(body.get("PageSize"), request.pageSize()),
                count,
                images(answer, body, count),
                requestId == null ? "-" : requestId,
                answer.askedAt(),
                answer.answeredAt());
    }

    private List<JsonNode> images(RawAnswer answer, JsonNode body, long count) {
        var data = body.get("Data");
        if (data != null && data.isNull() && count == 0) {
            return List.of(); // how some services write an empty list
        }
        if (data == null || !data.isArray()) {
            throw broken(answer, "Data is " + shown(data) + ", not a list");
        }
        return List.copyOf(data.values());
    }

    private JsonNode parse(RawAnswer answer) {
        if (answer.body().isBlank()) {
            throw broken(answer, "the answer is empty");
        }
        try {
            var body = JSON.readTree(answer.body());
            if (!body.isObject()) {
                throw broken(answer, "the answer is " + shown(body) + ", not a JSON object");
            }
            return body;
        } catch (JacksonException e) {
            throw broken(
                    answer,
                    "the answer is cut off or not JSON: it begins with '" + begin(answer.body()) + "' ("
                            + SafeText.of(e.getOriginalMessage()) + ")");
        }
    }

    private static @Nullable JsonNode tryParse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return null; // an error page of something in between: its status says enough
        }
    }

    private ListImageException broken(RawAnswer answer, String what) {
        return new ListImageException(ErrorAnswer.broken(answer, what, clock));
    }

    /** Numbers come as text from some services; null for anything else. */
    private static @Nullable Long wholeNumber(@Nullable JsonNode node) {
        if (node == null || !(node.isIntegralNumber() || node.isString())) {
            return null;
        }
        var text = node.asString();
        return DIGITS.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    private static int small(@Nullable JsonNode node, int otherwise) {
        var number = wholeNumber(node);
        return number == null || number < 1 || number > Integer.MAX_VALUE ? otherwise : number.intValue();
    }

    private static String shown(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return "missing";
        }
        return node.isContainer()
                ? "a JSON " + (node.isArray() ? "list" : "object")
                : "'" + begin(node.toString()) + "'";
    }

    private static String begin(String text) {
        var safe = SafeText.of(text);
        return safe.length() > 60 ? safe.substring(0, 60) + "…" : safe;
    }
}

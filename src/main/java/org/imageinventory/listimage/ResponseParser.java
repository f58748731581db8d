package org.imageinventory.listimage;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.listimage.json.ElementScan;
import org.imageinventory.listimage.json.ResponseBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes a page of an answer, or says what is wrong with it. Images are taken as they are, whatever they are. */
final class ResponseParser {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Clock clock;

    ResponseParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * A page that was read.
     *
     * @param damage what is wrong with some of its elements, which another response may have intact; null if nothing is
     * @param readable whether all elements are JSON nevertheless
     */
    record Read(ListImagePage page, @Nullable ListImageException damage, boolean readable) {}

    /**
     * Reads the page that was asked for.
     *
     * @throws ListImageException if the answer is an error or no ListImage answer
     */
    Read read(RawResponse answer, ListImageRequest request) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new ListImageException(ErrorResponse.of(answer, tryParse(answer), clock));
        }
        var parsed = parse(answer);
        var body = parsed.members();
        if (ErrorResponse.isError(body)) {
            throw new ListImageException(ErrorResponse.of(answer, body, clock));
        }
        var count = wholeNumber(body.get("Count"));
        if (count == null) {
            throw broken(answer, "Count is " + shown(body.get("Count")) + ", not a whole number of 0 or more");
        }
        var requestId = ErrorResponse.requestId(answer, body);
        var page = new ListImagePage(
                small(body.get("PageNumber"), request.pageNumber()),
                small(body.get("PageSize"), request.pageSize()),
                count,
                images(answer, parsed, count),
                requestId == null ? "-" : requestId,
                answer.askedAt(),
                answer.answeredAt());
        var damage = parsed.data() == null ? null : Damage.of(answer.body().array(), parsed.data());
        return damage == null
                ? new Read(page, null, true)
                : new Read(page, damaged(answer, page, damage), damage.readable());
    }

    private List<ReceivedElement> images(RawResponse answer, ResponseBody body, long count) {
        if (body.data() != null) {
            return body.data().stream()
                    .map(element -> new ReceivedElement(
                            answer.body().slice(element.from(), element.to() - element.from()),
                            element.imageId(),
                            () -> json(answer.body().array(), element)))
                    .toList();
        }
        var data = body.members().get("Data");
        if (data != null && data.isNull() && count == 0) {
            return List.of(); // how some services write an empty list
        }
        throw broken(answer, "Data is " + shown(data) + ", not one list");
    }

    private static JsonNode json(byte[] answer, ElementScan.Element element) {
        return switch (element.text()) {
            case JSON -> DocumentJson.received(answer, element.from(), element.to());
            case NOT_UTF8 -> DocumentJson.repaired(answer, element.from(), element.to());
            case NOT_JSON -> DocumentJson.unreadable(answer, element.from(), element.to());
        };
    }

    private ResponseBody parse(RawResponse answer) {
        try {
            var body = ResponseBody.parse(answer.body().array());
            if (body.members().isMissingNode()) {
                throw broken(answer, "the answer is empty");
            }
            if (!body.members().isObject()) {
                throw broken(answer, "the answer is " + shown(body.members()) + ", not a JSON object");
            }
            return body;
        } catch (JacksonException e) {
            throw broken(
                    answer,
                    "the answer is cut off or not JSON: it begins with '" + begin(answer.text()) + "' ("
                            + SafeText.of(e.getOriginalMessage()) + ")");
        }
    }

    private static @Nullable JsonNode tryParse(RawResponse answer) {
        try {
            return ResponseBody.parse(answer.body().array()).members();
        } catch (JacksonException e) {
            return null; // an error page of something in between: its status says enough
        }
    }

    private ListImageException damaged(RawResponse answer, ListImagePage page, Damage damage) {
        return new ListImageException(
                ErrorResponse.broken(answer, damage.text(), clock).withRequestId(page.requestId()));
    }

    private ListImageException broken(RawResponse answer, String what) {
        return new ListImageException(ErrorResponse.broken(answer, what, clock));
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

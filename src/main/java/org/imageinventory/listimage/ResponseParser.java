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

/** A parser of responses. It accepts any JSON value as an image. */
final class ResponseParser {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Clock clock;

    ResponseParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * A page that was read.
     *
     * @param damage the damage of some elements, which may be intact in another response; null if there is none
     * @param readable whether all elements are JSON
     */
    record Read(ListImagePage page, @Nullable ListImageException damage, boolean readable) {}

    /**
     * Reads the requested page from a response.
     *
     * @throws ListImageException if the response is an error, or not one of ListImage
     */
    Read read(RawResponse response, ListImageRequest request) {
        if (response.status() < 200 || response.status() > 299) {
            throw new ListImageException(ErrorResponse.of(response, tryParse(response), clock));
        }
        var parsed = parse(response);
        var body = parsed.members();
        if (ErrorResponse.isError(body)) {
            throw new ListImageException(ErrorResponse.of(response, body, clock));
        }
        var count = wholeNumber(body.get("Count"));
        if (count == null) {
            throw broken(response, "Count is " + shown(body.get("Count")) + ", not a whole number of 0 or more");
        }
        var requestId = ErrorResponse.requestId(response, body);
        var page = new ListImagePage(
                small(body.get("PageNumber"), request.pageNumber()),
                small(body.get("PageSize"), request.pageSize()),
                count,
                images(response, parsed, count),
                requestId == null ? "-" : requestId,
                response.askedAt(),
                response.answeredAt());
        var damage = parsed.data() == null ? null : Damage.of(response.body().array(), parsed.data());
        return damage == null
                ? new Read(page, null, true)
                : new Read(page, damaged(response, page, damage), damage.readable());
    }

    private List<ReceivedElement> images(RawResponse response, ResponseBody body, long count) {
        if (body.data() != null) {
            return body.data().stream()
                    .map(element -> new ReceivedElement(
                            response.body().slice(element.from(), element.to() - element.from()),
                            element.imageId(),
                            () -> json(response.body().array(), element)))
                    .toList();
        }
        var data = body.members().get("Data");
        if (data != null && data.isNull() && count == 0) {
            return List.of(); // how some services write an empty list
        }
        throw broken(response, "Data is " + shown(data) + ", not one list");
    }

    private static JsonNode json(byte[] response, ElementScan.Element element) {
        return switch (element.text()) {
            case JSON -> DocumentJson.received(response, element.from(), element.to());
            case NOT_UTF8 -> DocumentJson.repaired(response, element.from(), element.to());
            case NOT_JSON -> DocumentJson.unreadable(response, element.from(), element.to());
        };
    }

    private ResponseBody parse(RawResponse response) {
        try {
            var body = ResponseBody.parse(response.body().array());
            if (body.members().isMissingNode()) {
                throw broken(response, "the response is empty");
            }
            if (!body.members().isObject()) {
                throw broken(response, "the response is " + shown(body.members()) + ", not a JSON object");
            }
            return body;
        } catch (JacksonException e) {
            throw broken(
                    response,
                    "the response is cut off or not JSON: it begins with '" + begin(response.text()) + "' ("
                            + SafeText.of(e.getOriginalMessage()) + ")");
        }
    }

    private static @Nullable JsonNode tryParse(RawResponse response) {
        try {
            return ResponseBody.parse(response.body().array()).members();
        } catch (JacksonException e) {
            return null; // an error page, such as a proxy's: its status is enough
        }
    }

    private ListImageException damaged(RawResponse response, ListImagePage page, Damage damage) {
        return new ListImageException(
                ErrorResponse.broken(response, damage.text(), clock).withRequestId(page.requestId()));
    }

    private ListImageException broken(RawResponse response, String what) {
        return new ListImageException(ErrorResponse.broken(response, what, clock));
    }

    /** Returns a whole number, which some services send as text; null for anything else. */
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

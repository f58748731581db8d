package org.imageinventory.listimage;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reader of error responses: JSON with upper- or lower-case keys, XML, or the status alone. */
final class ErrorResponse {

    private ErrorResponse() {}

    /** Whether the body of a response with a success status reports an error. */
    static boolean isError(JsonNode body) {
        var success = body.path("Success");
        if ((success.isBoolean() || success.isString()) && success.asString().equalsIgnoreCase("false")) {
            return true;
        }
        var code = text(body, "Code", "code");
        return code != null && !code.isBlank() && !code.equals("200") && !code.equalsIgnoreCase("OK");
    }

    /**
     * Reads the fault from an error response.
     *
     * @param json null if the body is not JSON
     */
    static Fault of(RawResponse response, @Nullable JsonNode json, Clock clock) {
        var body = json == null ? XmlError.in(response.text()) : json;
        var code = code(body);
        if (code == null) {
            return withoutCode(response, body, clock);
        }
        var message = text(body, "Message", "message");
        return fault(response, body, code, SafeText.of(message) + clockLag(response, code), clock);
    }

    static Fault broken(RawResponse response, String what, Clock clock) {
        return new Fault(
                ErrorCategory.BROKEN_ANSWER,
                "BrokenAnswer",
                response.status(),
                response.headers().get("x-acs-request-id"),
                what,
                Advice.FOREIGN_ANSWER,
                true,
                RetryHint.in(response.headers(), clock),
                null);
    }

    static @Nullable String requestId(RawResponse response, @Nullable JsonNode body) {
        var said = text(body, "RequestId", "requestId");
        return said != null ? SafeText.of(said) : response.headers().get("x-acs-request-id");
    }

    private static Fault withoutCode(RawResponse response, @Nullable JsonNode body, Clock clock) {
        var status = response.status();
        if (status < 400) {
            return broken(
                    response,
                    status < 300
                            ? "Success is false, but there is no error code"
                            : "a redirect to '" + SafeText.of(response.headers().get("location")) + "'",
                    clock);
        }
        return fault(
                response,
                body,
                status == 429 || RetryHint.throttles(response.headers()) ? "RateLimited" : "Http" + status,
                "the response has no error code",
                clock);
    }

    private static Fault fault(
            RawResponse response, @Nullable JsonNode body, String code, String message, Clock clock) {
        var category = ErrorRules.categoryOf(response.status(), code, RetryHint.throttles(response.headers()));
        return new Fault(
                category,
                code,
                response.status(),
                requestId(response, body),
                message,
                Advice.on(code, category),
                category.retried(),
                RetryHint.in(response.headers(), clock),
                null);
    }

    /**
     * Returns the clock difference, from the response's date, if the time stamp was refused; otherwise an empty text.
     */
    private static String clockLag(RawResponse response, String code) {
        var lag = response.clockLag();
        if (lag == null || !ErrorRules.WRONG_CLOCK.matcher(code).matches()) {
            return "";
        }
        return " (this machine's clock is " + Math.abs(lag.toSeconds()) + " s "
                + (lag.isNegative() ? "ahead of" : "behind") + " the server's)";
    }

    /** Returns the error code; null if there is none, or if it is "200", which contradicts the error. */
    private static @Nullable String code(@Nullable JsonNode body) {
        var code = text(body, "Code", "code");
        return code == null || code.isBlank() || code.equals("200") ? null : SafeText.of(code);
    }

    private static @Nullable String text(@Nullable JsonNode body, String name, String otherName) {
        if (body == null || !body.isObject()) {
            return null;
        }
        var node = body.has(name) ? body.get(name) : body.get(otherName);
        return node == null || !node.isValueNode() || node.isNull() ? null : node.asString();
    }
}

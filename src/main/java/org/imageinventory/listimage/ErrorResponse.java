package org.imageinventory.listimage;

import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an error answer says: in JSON with upper- or lower-case keys, in XML, or by its status alone. */
final class ErrorResponse {

    private static final Pattern XML_CODE = Pattern.compile("<Code>\\s*([\\w.\\-]{1,200})\\s*</Code>");

    private ErrorResponse() {}

    /** Whether a body that came with a good status says that the call failed. */
    static boolean isError(JsonNode body) {
        var success = body.path("Success");
        if ((success.isBoolean() || success.isString()) && success.asString().equalsIgnoreCase("false")) {
            return true;
        }
        var code = text(body, "Code", "code");
        return code != null && !code.isBlank() && !code.equals("200") && !code.equalsIgnoreCase("OK");
    }

    /** @param body null if it is not JSON */
    static Fault of(RawResponse answer, @Nullable JsonNode body, Clock clock) {
        var code = code(answer, body);
        if (code == null) {
            return withoutCode(answer, body, clock);
        }
        var message = text(body, "Message", "message");
        return fault(answer, body, code, SafeText.of(message) + clockLag(answer, code), clock);
    }

    static Fault broken(RawResponse answer, String what, Clock clock) {
        return new Fault(
                ErrorCategory.BROKEN_ANSWER,
                "BrokenAnswer",
                answer.status(),
                answer.headers().get("x-acs-request-id"),
                what,
                Advice.FOREIGN_ANSWER,
                true,
                RetryHint.in(answer.headers(), clock),
                null);
    }

    static @Nullable String requestId(RawResponse answer, @Nullable JsonNode body) {
        var said = text(body, "RequestId", "requestId");
        return said != null ? SafeText.of(said) : answer.headers().get("x-acs-request-id");
    }

    private static Fault withoutCode(RawResponse answer, @Nullable JsonNode body, Clock clock) {
        var status = answer.status();
        if (status < 400) {
            return broken(
                    answer,
                    status < 300
                            ? "Success is false, but there is no error code"
                            : "a redirection to '"
                                    + SafeText.of(answer.headers().get("location")) + "'",
                    clock);
        }
        var fault = fault(answer, body, status == 429 ? "RateLimited" : "Http" + status, "no error code in it", clock);
        return fault.category() == ErrorCategory.THROTTLED || fault.category() == ErrorCategory.TRANSIENT
                ? fault
                : new Fault(
                        fault.category(),
                        fault.code(),
                        status,
                        fault.requestId(),
                        fault.text(),
                        Advice.FOREIGN_ANSWER,
                        fault.retryable(),
                        fault.retryAfter(),
                        null);
    }

    private static Fault fault(RawResponse answer, @Nullable JsonNode body, String code, String message, Clock clock) {
        var category = ErrorRules.categoryOf(answer.status(), code, RetryHint.throttles(answer.headers()));
        return new Fault(
                category,
                code,
                answer.status(),
                requestId(answer, body),
                message,
                Advice.on(code, category),
                category.retried(),
                RetryHint.in(answer.headers(), clock),
                null);
    }

    /** What a refused time stamp is about, since the answer says what time it is. */
    private static String clockLag(RawResponse answer, String code) {
        var lag = answer.clockLag();
        if (!code.startsWith("InvalidTimeStamp") || lag == null) {
            return "";
        }
        return " (this machine's clock is " + Math.abs(lag.toSeconds()) + " s "
                + (lag.isNegative() ? "ahead of" : "behind") + " the server's)";
    }

    /** Null for none, and for the "200" of a contradictory answer. */
    private static @Nullable String code(RawResponse answer, @Nullable JsonNode body) {
        var code = text(body, "Code", "code");
        if (code == null && body == null) {
            var xml = XML_CODE.matcher(answer.text());
            code = xml.find() ? xml.group(1) : null;
        }
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

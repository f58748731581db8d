package org.imageinventory.listimage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The failure of one request.
 *
 * @param code the API's code, or a code of this program
 * @param text the message, without secrets
 * @param retryable whether a retry can help
 * @param retryAfter how long the response asks the client to wait; null if it does not ask
 */
record Fault(
        ErrorCategory category,
        String code,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        String text,
        String advice,
        boolean retryable,
        @Nullable Duration retryAfter,
        @Nullable Throwable cause) {

    /** Makes a fault without a response, or without a readable one. */
    static Fault local(ErrorCategory category, String code, String text, String advice, @Nullable Throwable cause) {
        return new Fault(category, code, null, null, text, advice, category.retried(), null, cause);
    }

    /** Returns the same fault, but not retryable. */
    Fault isFinal() {
        return new Fault(category, code, httpStatus, requestId, text, advice, false, retryAfter, cause);
    }

    Fault withText(String other) {
        return new Fault(category, code, httpStatus, requestId, other, advice, retryable, retryAfter, cause);
    }

    Fault withRequestId(String other) {
        return new Fault(category, code, httpStatus, other, text, advice, retryable, retryAfter, cause);
    }

    /** Returns {@code Code (HTTP 400, request id X): text}. */
    String describe() {
        var origin = new StringBuilder();
        if (httpStatus != null) {
            origin.append("HTTP ").append(httpStatus);
        }
        if (requestId != null) {
            origin.append(origin.isEmpty() ? "" : ", ").append("request id ").append(requestId);
        }
        return code + (origin.isEmpty() ? "" : " (" + origin + ")") + (text.isEmpty() ? "" : ": " + text);
    }
}

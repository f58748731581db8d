package org.imageinventory.listimage;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A failed request for a page, after all retries that could help. The message names account, region, page, code and
 * request id. The message and its causes contain no secrets or signed headers.
 */
public final class ListImageException extends RuntimeException {

    private final Fault fault;

    ListImageException(Fault fault) {
        this("", fault);
    }

    private ListImageException(String where, Fault fault) {
        super(where + fault.describe(), fault.cause());
        this.fault = fault;
    }

    /** Returns the same failure with {@code where} before its message, from which {@code hide} removes secrets. */
    ListImageException at(String where, UnaryOperator<String> hide) {
        return new ListImageException(where + ": ", fault.withText(hide.apply(fault.text())));
    }

    Fault fault() {
        return fault;
    }

    public ErrorCategory category() {
        return fault.category();
    }

    /** Returns the API's {@code Code}, or a code of this program, such as {@code BrokenAnswer} or {@code Http502}. */
    public String code() {
        return fault.code();
    }

    /** Returns the HTTP status; null if there is no response. */
    public @Nullable Integer httpStatus() {
        return fault.httpStatus();
    }

    /** Returns the API's {@code RequestId}; null if there is none. */
    public @Nullable String requestId() {
        return fault.requestId();
    }

    /** Returns what you can do about it, in one or two sentences. */
    public String advice() {
        return fault.advice();
    }
}

package org.imageinventory.listimage;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page that could not be had, after all retries that made sense. The message names account, region, page, code and
 * request id; neither it nor its causes hold secrets or signed headers.
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

    /** The same failure, its message beginning with where it happened, and without what {@code hide} takes out. */
    ListImageException at(String where, UnaryOperator<String> hide) {
        return new ListImageException(where + ": ", fault.withText(hide.apply(fault.text())));
    }

    Fault fault() {
        return fault;
    }

    public ErrorCategory category() {
        return fault.category();
    }

    /** The API's {@code Code}, or our word for what has none: {@code BrokenAnswer}, {@code Unreachable}, {@code Http502} … */
    public String code() {
        return fault.code();
    }

    /** The answer's HTTP status; null where none came. */
    public @Nullable Integer httpStatus() {
        return fault.httpStatus();
    }

    /** The API's {@code RequestId}; null where none came. */
    public @Nullable String requestId() {
        return fault.requestId();
    }

    /** What a person can do about it, one or two sentences. */
    public String advice() {
        return fault.advice();
    }
}

package org.imageinventory.listimage;

/** Keys of SLF4J's MDC that identify the request of a log line. In structured logs they are members. */
public final class LogKeys {

    /** {@code PageNumber}. */
    public static final String PAGE = "page";

    /** {@code RequestId}; {@code -} if a response has none. */
    public static final String REQUEST_ID = "request_id";

    /** The value of {@link #REQUEST_ID} without a response. */
    public static final String NO_REQUEST_ID = "-";

    private LogKeys() {}
}

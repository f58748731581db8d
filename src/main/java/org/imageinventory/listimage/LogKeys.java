package org.imageinventory.listimage;

/** What a log line says of the request that it is about: keys of SLF4J's MDC, of which structured logs make members. */
public final class LogKeys {

    /** {@code PageNumber}. */
    public static final String PAGE = "page";

    /** {@code RequestId}; {@code -} where an answer has none. */
    public static final String REQUEST_ID = "request_id";

    static final String NO_REQUEST_ID = "-";

    private LogKeys() {}
}

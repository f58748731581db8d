package org.imageinventory.listimage;

/** The category of a failed request. It decides whether the request is retried. */
public enum ErrorCategory {
    /** Too many requests: retried, and the rate of the account is lowered. */
    THROTTLED(true),
    /** A transient error of the service: retried. */
    TRANSIENT(true),
    /** Credentials, permission or clock: not retried, because you must act. */
    DENIED(false),
    /** An invalid request: not retried, because the configuration must change. */
    INVALID(false),
    /** A response that is not one of ListImage, such as a proxy's page or a cut-off body: retried. */
    BROKEN_ANSWER(true),
    /** No response: host name, connection or timeout (retried), or an untrusted certificate (not retried). */
    UNREACHABLE(true);

    private final boolean retried;

    ErrorCategory(boolean retried) {
        this.retried = retried;
    }

    boolean retried() {
        return retried;
    }
}

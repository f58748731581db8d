package org.imageinventory.listimage;

/** What kind of failure a request met, which decides whether asking again can help. */
public enum ErrorCategory {
    /** Asked too often: retried, and the account's pace is slowed. */
    THROTTLED(true),
    /** The service's own passing trouble: retried. */
    TRANSIENT(true),
    /** Credentials, permission or clock: a person has to act. */
    DENIED(false),
    /** The request is wrong: the configuration has to change. */
    INVALID(false),
    /** An answer that is no ListImage answer, such as a proxy's page or a cut-off body: retried. */
    BROKEN_ANSWER(true),
    /** No answer: name, connection, timeout (retried), or a certificate that is not trusted (not retried). */
    UNREACHABLE(true);

    private final boolean retried;

    ErrorCategory(boolean retried) {
        this.retried = retried;
    }

    boolean retried() {
        return retried;
    }
}

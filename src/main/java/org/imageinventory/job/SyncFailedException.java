package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/** The whole run failed, for example because the database or the API is unreachable. What was committed stays. */
public final class SyncFailedException extends RuntimeException {

    private final String code;
    private final String advice;

    /**
     * Describes what failed, and what you can do.
     *
     * @param code the error code, listed in {@code docs/operations.md}
     * @param message what failed, with host and cause
     * @param advice what you can do
     */
    public SyncFailedException(String code, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    public String code() {
        return code;
    }

    public String advice() {
        return advice;
    }
}

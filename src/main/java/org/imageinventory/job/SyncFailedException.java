package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/** The whole run failed, for instance because the database or the API is out of reach; what was committed stays. */
public final class SyncFailedException extends RuntimeException {

    private final String code;
    private final String advice;

    /**
     * @param code a word for the kind of failure, listed in {@code docs/operations.md}
     * @param message what failed, with host and cause
     * @param advice what a person can do about it
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

package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/** The whole run failed, for instance because the database or the API is out of reach; what was committed stays. */
public final class SyncFailedException extends RuntimeException {

    private final String advice;

    /**
     * @param message what failed, with host and cause
     * @param advice what a person can do about it
     */
    public SyncFailedException(String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}

package org.imageinventory.inventory.database;

import org.jspecify.annotations.Nullable;

/** The run lock is not reliable or was lost: no run can start, or the run that held it must not continue. */
public final class RunLockException extends RuntimeException {

    private final String code;
    private final String advice;

    RunLockException(String code, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    /** Returns the error code, listed in {@code docs/operations.md}. */
    public String code() {
        return code;
    }

    /** Returns what you can do. */
    public String advice() {
        return advice;
    }

    static RunLockException lost(@Nullable Throwable cause) {
        return new RunLockException(
                "RunLockLost",
                "the run lock was lost: the database session that held it has ended",
                "Nothing was written after that. The server's log shows the reason; the next sync resumes the run.",
                cause);
    }
}

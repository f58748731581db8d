package org.imageinventory.inventory.database;

import org.jspecify.annotations.Nullable;

/** The run lock cannot be relied on: no run can be begun, or the one that held it must not go on. */
public final class RunLockException extends RuntimeException {

    private final String code;
    private final String advice;

    RunLockException(String code, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    /** A word for the kind of failure, listed in {@code docs/operations.md}. */
    public String code() {
        return code;
    }

    /** What a person can do about it. */
    public String advice() {
        return advice;
    }

    static RunLockException lost(@Nullable Throwable cause) {
        return new RunLockException(
                "RunLockLost",
                "the run lock was lost: the session with the database that held it has ended",
                "Nothing was written since. See the server's log for why; the next sync goes on with the run.",
                cause);
    }
}

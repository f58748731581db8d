package org.imageinventory.inventory;

import org.jspecify.annotations.Nullable;

/** The run lock cannot be relied on: no run can be begun, or the one that held it must not go on. */
public final class RunLockException extends RuntimeException {

    private final String advice;

    RunLockException(String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What a person can do about it. */
    public String advice() {
        return advice;
    }

    static RunLockException lost(@Nullable Throwable cause) {
        return new RunLockException(
                "the run lock was lost: the session with the database that held it has ended",
                "Nothing was written since. See the server's log for why; the next sync goes on with the run.",
                cause);
    }
}

package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/** The program was told to end before it had begun what it was started for; nothing was done. */
public final class StoppedException extends RuntimeException {

    /** @param cause what came of it; null if nothing was begun */
    public StoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

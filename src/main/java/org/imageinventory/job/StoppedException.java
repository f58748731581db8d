package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/** The program was stopped before it could complete its work. */
public final class StoppedException extends RuntimeException {

    /**
     * Describes the stop.
     *
     * @param cause the failure that the stop caused; null if there was none
     */
    public StoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

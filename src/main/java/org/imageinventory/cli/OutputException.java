package org.imageinventory.cli;

import java.io.IOException;

/** The failure of a write to standard output. */
final class OutputException extends RuntimeException {

    private final boolean closedPipe;
    private final String advice;

    private OutputException(String message, boolean closedPipe, String advice, Throwable cause) {
        super(message, cause);
        this.closedPipe = closedPipe;
        this.advice = advice;
    }

    static OutputException of(IOException failure, boolean closedPipe) {
        return new OutputException(
                "standard output cannot be written: " + Causes.text(failure),
                closedPipe,
                "Check where it is redirected to: the disk may be full, or the file closed.",
                failure);
    }

    /** Returns the exception of a command that had done its work before it printed. */
    OutputException after(String work) {
        return new OutputException(String.valueOf(getMessage()), closedPipe, work, this);
    }

    /** Whether standard output is a pipe whose reader has ended, as {@code head} does. */
    boolean isClosedPipe() {
        return closedPipe;
    }

    /** Returns what the command did before the failure, or what you can do. */
    String advice() {
        return advice;
    }
}

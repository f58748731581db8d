package org.imageinventory.cli;

import org.imageinventory.inventory.run.RunOutcome;

/** The exit codes of the program. */
final class ExitCode {

    static final int COMPLETE = 0;
    static final int FAILED = 1;
    /** Wrong usage or configuration: nothing was contacted or written. */
    static final int USAGE = 2;

    static final int PARTIAL = 3;
    static final int REFUSED = 4;
    /** Another run holds the inventory: EX_TEMPFAIL of sysexits.h. */
    static final int HELD_ELSEWHERE = 75;
    /** The reader of standard output has ended. A shell reports this code for a process that SIGPIPE ended. */
    static final int CLOSED_PIPE = 141;
    /** The code that a shell reports for a process that SIGTERM ended. */
    static final int STOPPED = 143;

    private ExitCode() {}

    static int of(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETE -> COMPLETE;
            case PARTIAL -> PARTIAL;
            case REFUSED -> REFUSED;
            case FAILED -> FAILED;
            case STOPPED -> STOPPED;
        };
    }
}

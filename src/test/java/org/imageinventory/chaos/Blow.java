package org.imageinventory.chaos;

/** How a run is interrupted. */
enum Blow {
    /** SIGKILL to the process. */
    KILL,

    /** SIGTERM to the process, which then ends by itself. */
    STOP,

    /** PostgreSQL is stopped immediately during the run, and started again. */
    CRASH
}

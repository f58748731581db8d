package org.imageinventory.chaos;

/** A way to strike a run. */
enum Blow {
    /** SIGKILL for its process. */
    KILL,

    /** SIGTERM for its process, which ends in its own time. */
    STOP,

    /** An immediate stop of PostgreSQL, and its start again, under it. */
    CRASH
}

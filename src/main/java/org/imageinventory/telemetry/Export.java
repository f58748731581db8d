package org.imageinventory.telemetry;

/** Something that is gathered during a run and sent at its end. */
interface Export {

    /** What is sent and where to, in words. */
    String what();

    /**
     * Sends what was gathered, and gathers no more.
     *
     * @throws Exception if it did not arrive
     */
    void send() throws Exception;
}

package org.imageinventory.telemetry;

import java.time.Duration;

/** Something that is gathered during a run and sent at its end. */
interface Export {

    Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);

    /** For all exports of a run together. */
    long BUDGET_SECONDS = 5;

    /** What is sent and where to, in words. */
    String what();

    /**
     * Sends what was gathered, and gathers no more.
     *
     * @throws Exception if it did not arrive
     */
    void send() throws Exception;
}

package org.imageinventory.telemetry;

import java.time.Duration;

/** Data that is collected during a run and sent at its end. */
interface Export {

    Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);

    /** For all exports of a run together. */
    long BUDGET_SECONDS = 5;

    /** Returns what is sent, and where, as text. */
    String what();

    /**
     * Sends the collected data, and collects no more.
     *
     * @throws Exception if the data did not arrive
     */
    void send() throws Exception;
}

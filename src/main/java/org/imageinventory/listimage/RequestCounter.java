package org.imageinventory.listimage;

import java.util.concurrent.atomic.LongAdder;

/** A counter of requests to the API. Safe for use by several threads. */
public final class RequestCounter {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();

    /** Returns the number of requests sent, including retries. */
    public long requests() {
        return requests.sum();
    }

    /** Returns the number of requests that repeated a failed request. */
    public long retries() {
        return retries.sum();
    }

    void sent(boolean retry) {
        requests.increment();
        if (retry) {
            retries.increment();
        }
    }
}

package org.imageinventory.listimage;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often the API was asked so far. Safe for use by several threads. */
public final class RequestCounter {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final @Nullable RequestCounter total;

    /** Counts into {@code total} too, which counts others' as well; null for none. */
    RequestCounter(@Nullable RequestCounter total) {
        this.total = total;
    }

    /** Requests sent, retries included. */
    public long requests() {
        return requests.sum();
    }

    /** Requests that repeated one which had failed. */
    public long retries() {
        return retries.sum();
    }

    void sent(boolean retry) {
        requests.increment();
        if (retry) {
            retries.increment();
        }
        if (total != null) {
            total.sent(retry);
        }
    }
}

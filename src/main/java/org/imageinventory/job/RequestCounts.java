package org.imageinventory.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imageinventory.inventory.run.ApiRequests;
import org.imageinventory.inventory.run.PassKey;
import org.imageinventory.listimage.RequestCounter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The requests of each walk: those that were saved before, and those of this process. Each pass and each sweep begins a
 * count and saves it with its chunks. Safe for use by several threads.
 */
@Component
final class RequestCounts {

    private final Map<PassKey, Count> counts = new ConcurrentHashMap<>();

    private record Count(ApiRequests before, RequestCounter counter) {}

    /** Begins a count, and returns the counter of the requests that follow. */
    RequestCounter begin(PassKey key, ApiRequests before) {
        var count = new Count(before, new RequestCounter());
        counts.put(key, count);
        return count.counter();
    }

    /** Returns all requests of the walk until now; null if this process began no count, so that the saved one stays. */
    @Nullable
    ApiRequests of(PassKey key) {
        var count = counts.get(key);
        return count == null
                ? null
                : new ApiRequests(
                        count.before().requests() + count.counter().requests(),
                        count.before().retries() + count.counter().retries());
    }
}

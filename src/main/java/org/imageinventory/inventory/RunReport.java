package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_run}, with its walks in the order of their scopes' names.
 *
 * @param endedAt null while running
 * @param outcome null while running
 * @param apiRequests requests sent, retries included
 * @param apiRetries requests that repeated one which had failed
 */
public record RunReport(
        long runId,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable RunOutcome outcome,
        long apiRequests,
        long apiRetries,
        List<WalkReport> walks) {

    /** What became of the images of all walks. */
    public Tally total() {
        return walks.stream().map(WalkReport::tally).reduce(Tally.NONE, Tally::plus);
    }
}

package org.imageinventory.inventory.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_run}, with its walks in the order of their scopes' names.
 *
 * @param runId {@link #NOT_STORED} if no table holds the run
 * @param dryRun whether it only compared, and wrote no image
 * @param resumedAt when a later process last resumed the run; null if one process did it all
 * @param endedAt null while running
 * @param outcome null while running
 * @param apiRequests requests sent, retries included
 * @param apiRetries requests that retried a failed one
 */
public record RunReport(
        long runId,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant resumedAt,
        @Nullable Instant endedAt,
        @Nullable RunOutcome outcome,
        long apiRequests,
        long apiRetries,
        List<WalkReport> walks) {

    /** The key of a dry run on a database without tables. */
    public static final long NOT_STORED = 0;

    /** Whether a table holds the run. */
    public boolean isStored() {
        return runId != NOT_STORED;
    }

    /** Returns the sums over all walks. */
    public Tally total() {
        return walks.stream().map(WalkReport::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** Returns the start of the oldest list that an earlier process began; null if there is none. */
    public @Nullable Instant asOf() {
        return walks.stream()
                .filter(WalkReport::resumed)
                .map(WalkReport::listedFrom)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}

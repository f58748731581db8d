package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows that {@code prune} removed or, in a dry run, would remove.
 *
 * @param limit older data was removed
 * @param rows number of removed rows by table with its schema, in the order of removal; 0 for a table that lost none
 */
public record PruneReport(Instant limit, Map<String, Long> rows) {

    public PruneReport {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}

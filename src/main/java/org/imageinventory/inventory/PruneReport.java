package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code prune} removed, or would.
 *
 * @param limit what is older went
 * @param rows how many, by table with its schema, in the order of removal; tables that lost none are there with 0
 */
public record PruneReport(Instant limit, Map<String, Long> rows) {

    public PruneReport {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}

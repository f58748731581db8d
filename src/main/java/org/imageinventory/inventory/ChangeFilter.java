package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects changes.
 *
 * @param since only changes first seen at this time or later; null for no bound
 * @param until only changes first seen before this time; null for no bound
 * @param imageId only changes of images with this ID, in any account and region; null for all
 * @param kinds only changes of these kinds; empty for all
 * @param limit the maximum number of changes, 1 or more
 */
public record ChangeFilter(
        @Nullable Instant since, @Nullable Instant until, @Nullable String imageId, Set<ChangeKind> kinds, int limit) {

    public ChangeFilter {
        kinds = Set.copyOf(kinds);
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be 1 or more, not " + limit);
        }
    }
}

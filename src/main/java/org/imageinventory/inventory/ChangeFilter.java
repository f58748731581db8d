package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for.
 *
 * @param since changes first seen then or later; null for no bound
 * @param until changes first seen before then; null for no bound
 * @param imageId of this image, wherever it occurs; null for all
 * @param kinds of these kinds; empty for all
 * @param limit how many at most, 1 or more
 */
public record ChangeFilter(
        @Nullable Instant since, @Nullable Instant until, @Nullable String imageId, Set<ChangeKind> kinds, int limit) {

    public ChangeFilter {
        kinds = Set.copyOf(kinds);
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is a number of changes, 1 or more, not " + limit);
        }
    }
}

package org.imageinventory.inventory.run;

import org.jspecify.annotations.Nullable;

/**
 * What a walk has counted so far, over all its passes but for what is said to be of the pass.
 *
 * @param pages pages read
 * @param countReported the API's {@code Count} as last answered in the pass; null before the first answer
 * @param images images read in the pass, distinct within each chunk
 * @param tally what became of them
 */
public record WalkTotals(long pages, @Nullable Long countReported, long images, Tally tally) {

    public static final WalkTotals NONE = new WalkTotals(0, null, 0, Tally.NONE);
}

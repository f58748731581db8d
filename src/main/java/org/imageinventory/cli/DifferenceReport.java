package org.imageinventory.cli;

import java.util.function.Consumer;
import org.imageinventory.inventory.Difference;

/** A printer of differences. It prints each one at once, because all of them may not fit in memory. */
interface DifferenceReport extends Consumer<Difference> {

    /**
     * Prints the totals.
     *
     * @param images the number of compared images
     * @return the number of differences
     */
    long conclude(long images);
}

package org.imageinventory.cli;

import java.util.function.Consumer;
import org.imageinventory.inventory.Difference;

/** Prints differences as they are met, for there may be more than memory holds. */
interface DifferenceReport extends Consumer<Difference> {

    /**
     * Prints what it comes to.
     *
     * @param images how many were compared
     * @return how many differences there were
     */
    long conclude(long images);
}

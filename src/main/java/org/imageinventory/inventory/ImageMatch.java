package org.imageinventory.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image that bears the id asked for: either how it is, or why it is not there at the time asked for.
 *
 * @param image null exactly if there is an absence
 */
public record ImageMatch(
        String account, String region, String imageId, @Nullable ShownImage image, @Nullable Absence absence) {

    /** Why an image is not there at a time, and since or until when. */
    public record Absence(Reason reason, Instant at) {}

    /** The reasons. */
    public enum Reason {
        /** It had been proved gone. */
        DELETED,
        /** It was first seen later. */
        NOT_SEEN_YET,
        /** Its history of that time has been dropped by {@code prune}. */
        PRUNED
    }
}

package org.imageinventory.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image with the requested ID: its state at the requested time, or the reason why there is none.
 *
 * @param image null if there is an absence, otherwise not null
 */
public record ImageMatch(
        String account, String region, String imageId, @Nullable ShownImage image, @Nullable Absence absence) {

    /** Why an image has no state at a time, and since or until when. */
    public record Absence(Reason reason, Instant at) {}

    /** Reasons for an absence. */
    public enum Reason {
        /** It was already marked as deleted. */
        DELETED,
        /** It was first seen later. */
        NOT_SEEN_YET,
        /** {@code prune} dropped its history of that time. */
        PRUNED
    }
}

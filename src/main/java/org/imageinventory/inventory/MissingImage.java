package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.inventory.Observation.Seen;
import org.jspecify.annotations.Nullable;

/**
 * A live image that its scope holds and a complete walk of that scope did not see.
 *
 * @param seenElsewhere whether a complete walk of another scope in the same run saw it
 * @param owned whether the scope that misses it is the one that writes it
 */
public record MissingImage(long imageKey, String imageId, boolean seenElsewhere, boolean owned) {

    /** What became of a missing image. */
    public sealed interface Verdict {

        MissingImage image();

        /**
         * Another scope shows it: this one holds it no longer.
         *
         * @param seen what its owner has still to write; null if the scope is not its owner
         */
        record Elsewhere(MissingImage image, @Nullable Seen seen) implements Verdict {}

        /** Asked for by its id, the API answered with it: it is not gone. */
        record Found(MissingImage image, Seen seen) implements Verdict {}

        /**
         * The lookup gave no clear answer: the image stays as it is.
         *
         * @param reason an error code or {@value #INCONCLUSIVE}, and what was answered
         */
        record Unsettled(MissingImage image, String reason) implements Verdict {

            /** The API answered with success, but neither with the image nor with an empty list. */
            public static final String INCONCLUSIVE = "InconclusiveLookup";
        }

        /** Asked for by its id, the API knew nothing of it. */
        record Gone(MissingImage image, Instant askedAt) implements Verdict {}
    }
}

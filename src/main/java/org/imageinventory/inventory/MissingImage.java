package org.imageinventory.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live image that its scope holds but a complete walk of that scope did not see.
 *
 * @param seenElsewhere whether a complete walk of another scope in the same run saw it
 * @param owned whether the scope that misses it is the one that writes it
 */
public record MissingImage(long imageKey, String imageId, boolean seenElsewhere, boolean owned) {

    /** The result of looking up a missing image. */
    public sealed interface LookupResult {

        MissingImage image();

        /**
         * Another scope lists it, so this one no longer holds it.
         *
         * @param listed what its owner still has to write; null if the scope is not its owner
         */
        record Elsewhere(MissingImage image, @Nullable ListedImage listed) implements LookupResult {}

        /** The API returned the image for its ID: it is not deleted. */
        record Found(MissingImage image, ListedImage listed) implements LookupResult {}

        /**
         * The lookup gave no clear answer, so the image stays as it is.
         *
         * @param reason an error code or {@value #INCONCLUSIVE}, and what the API returned
         */
        record Unsettled(MissingImage image, String reason) implements LookupResult {

            /** The API reported success, but returned neither the image nor an empty list. */
            public static final String INCONCLUSIVE = "InconclusiveLookup";
        }

        /** The API returned no image for its ID. */
        record NotFound(MissingImage image, Instant lookedUpAt) implements LookupResult {}
    }
}

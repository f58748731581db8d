package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.inventory.Observation.Seen;

/**
 * A live image that its scope holds and a complete walk of that scope did not see.
 *
 * @param seenElsewhere whether a complete walk of another scope in the same run saw it
 */
public record MissingImage(long imageKey, String imageId, boolean seenElsewhere) {

    /** What became of a missing image. */
    public sealed interface Verdict {

        MissingImage image();

        /** Another scope shows it: this one holds it no longer. */
        record Elsewhere(MissingImage image) implements Verdict {}

        /** Asked for by its id, the API answered with it: it is not gone. */
        record Found(MissingImage image, Seen seen) implements Verdict {}

        /** Asked for by its id, the API knew nothing of it. */
        record Gone(MissingImage image, Instant askedAt) implements Verdict {}
    }
}

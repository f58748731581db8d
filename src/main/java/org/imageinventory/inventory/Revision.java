package org.imageinventory.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imageinventory.image.Change;
import org.imageinventory.inventory.KnownImages.KnownImage;
import org.jspecify.annotations.Nullable;

/**
 * A state of an image that is to be appended to its history.
 *
 * @param notBefore the image was still in the earlier state at this time; null for the first
 * @param document the element as received, as JSON; for a deleted image the last one
 */
record Revision(
        long imageKey,
        int revision,
        ChangeKind kind,
        Instant validFrom,
        @Nullable Instant notBefore,
        String document,
        List<Change> changes) {

    static Revision first(long imageKey, String document, Instant seenAt) {
        return new Revision(imageKey, 1, ChangeKind.CREATED, micros(seenAt), null, document, List.of());
    }

    /**
     * Returns the next revision. If the clock went back between the two, the later one starts right after the earlier
     * one, so that their order stays.
     */
    static Revision after(KnownImage before, ChangeKind kind, Instant seenAt, String document, List<Change> changes) {
        var earliest = before.changedAt().plus(1, ChronoUnit.MICROS);
        var validFrom = later(micros(seenAt), earliest);
        var confirmedAt = before.confirmedAt();
        var known = confirmedAt == null ? before.changedAt() : later(before.changedAt(), micros(confirmedAt));
        var notBefore = known.isBefore(validFrom) ? known : before.changedAt();
        return new Revision(before.imageKey(), before.revision() + 1, kind, validFrom, notBefore, document, changes);
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant later(Instant one, Instant another) {
        return one.isAfter(another) ? one : another;
    }
}

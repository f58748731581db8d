package org.imageinventory.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail: an image was created, deleted or restored, or one of its fields or list elements
 * changed.
 *
 * @param notBefore the change happened after this time; null for the first revision
 * @param validFrom the change happened at this time or earlier
 * @param imageName its newest name; null if the API returned none
 * @param field API path of the field or element; null if the entry is about the image as a whole
 * @param oldValue as JSON; null if absent
 * @param newValue as JSON; null if absent
 */
public record RecordedChange(
        @Nullable Instant notBefore,
        Instant validFrom,
        String account,
        String region,
        String imageId,
        @Nullable String imageName,
        int revision,
        ChangeKind kind,
        @Nullable String field,
        @Nullable String oldValue,
        @Nullable String newValue,
        long runId) {

    /** Whether both entries are about the same revision of the same image. */
    public boolean isSameRevisionAs(RecordedChange other) {
        return revision == other.revision
                && account.equals(other.account)
                && region.equals(other.region)
                && imageId.equals(other.imageId);
    }
}

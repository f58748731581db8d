package org.imageinventory.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail: that an image came, went or returned, or that one of its fields or elements changed.
 *
 * @param notBefore the change happened after this; null for the first revision
 * @param validFrom and at this time at the latest
 * @param field the API path of what changed; null if the entry is of the image as a whole
 * @param oldValue as JSON; null: not there
 * @param newValue as JSON; null: not there
 */
public record RecordedChange(
        @Nullable Instant notBefore,
        Instant validFrom,
        String account,
        String region,
        String imageId,
        int revision,
        ChangeKind kind,
        @Nullable String field,
        @Nullable String oldValue,
        @Nullable String newValue,
        long runId) {}

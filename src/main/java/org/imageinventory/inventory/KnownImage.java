package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.image.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What the inventory knows of an image without reading its content.
 *
 * @param changedAt {@code valid_from} of its newest revision
 * @param confirmedAt start of the newest complete walk that saw the stored state; null if there was none
 * @param ownerBehind whether the owner's walk failed, or the asking scope was walked completely in a later run
 */
record KnownImage(
        long imageKey,
        int revision,
        Instant changedAt,
        boolean deleted,
        long ownerScopeKey,
        Fingerprint fingerprint,
        @Nullable Instant confirmedAt,
        boolean ownerBehind) {}

package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.image.Fingerprint;

/**
 * What the inventory knows of an image without reading its content.
 *
 * @param changedAt {@code valid_from} of its newest revision
 * @param held whether the asking scope holds it already
 */
record KnownImage(
        long imageKey,
        int revision,
        Instant changedAt,
        boolean deleted,
        long ownerScopeKey,
        Fingerprint fingerprint,
        boolean held) {}

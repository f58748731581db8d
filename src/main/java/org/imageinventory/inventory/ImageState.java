package org.imageinventory.inventory;

import java.time.Instant;
import java.util.UUID;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * An image's row to be: its content and the revision that it is.
 *
 * @param changedAt {@code valid_from} of the revision
 * @param textFingerprint of the text that said so; null if that is not at hand
 */
record ImageState(
        long imageKey,
        int revision,
        Instant changedAt,
        Fingerprint fingerprint,
        @Nullable UUID textFingerprint,
        Image image) {}

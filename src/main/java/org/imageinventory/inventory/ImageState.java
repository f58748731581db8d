package org.imageinventory.inventory;

import java.time.Instant;
import java.util.UUID;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * The state that an image's row is to have.
 *
 * @param changedAt {@code valid_from} of the revision
 * @param textFingerprint fingerprint of the received text; null if the text is not available
 */
record ImageState(
        long imageKey,
        int revision,
        Instant changedAt,
        Fingerprint fingerprint,
        @Nullable UUID textFingerprint,
        Image image) {}

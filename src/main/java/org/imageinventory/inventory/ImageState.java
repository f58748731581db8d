package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;

/**
 * An image's row to be: its content and the revision that it is.
 *
 * @param changedAt {@code valid_from} of the revision
 */
record ImageState(long imageKey, int revision, Instant changedAt, Fingerprint fingerprint, Image image) {}

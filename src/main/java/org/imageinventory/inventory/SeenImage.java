package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * An image of a chunk. Its content is parsed only if the writer needs it: nearly always its text is the stored one. For
 * one thread.
 */
final class SeenImage {

    private final String imageId;
    private final UUID textFingerprint;
    private final ListedImage listed;
    private final Normalizer normalizer;
    private final ImageComparison comparison;
    private @Nullable Content content;

    SeenImage(String imageId, ListedImage listed, Normalizer normalizer, ImageComparison comparison) {
        this.imageId = imageId;
        this.textFingerprint = comparison.textFingerprint(listed.element());
        this.listed = listed;
        this.normalizer = normalizer;
        this.comparison = comparison;
    }

    /**
     * The parsed content of an element.
     *
     * @param anomalies values that have no column or do not fit theirs
     */
    record Content(Image image, Fingerprint fingerprint, List<Anomaly> anomalies) {}

    String imageId() {
        return imageId;
    }

    /** Two equal fingerprints mean equal content. */
    UUID textFingerprint() {
        return textFingerprint;
    }

    Instant seenAt() {
        return listed.seenAt();
    }

    Content content() {
        var parsed = content;
        if (parsed == null) {
            var normalized = normalizer.normalize(listed.element().json());
            var image = Objects.requireNonNull(normalized.image());
            parsed = new Content(image, comparison.fingerprint(image), normalized.anomalies());
            content = parsed;
        }
        return parsed;
    }
}

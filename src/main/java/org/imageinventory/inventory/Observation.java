package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;
import org.jspecify.annotations.Nullable;

/** An element of a page, as a walk hands it over to be written. */
public sealed interface Observation {

    /** When the page that held it was answered. */
    Instant seenAt();

    /**
     * An image. What it says is not read before somebody asks: nearly always its text is the known one, and nobody does.
     * For one thread.
     */
    final class Seen implements Observation {

        private final String imageId;
        private final UUID textFingerprint;
        private final Instant seenAt;
        private final Supplier<Content> reading;
        private @Nullable Content content;

        /**
         * What an image says.
         *
         * @param anomalies what had no column or did not fit one
         */
        public record Content(Image image, Fingerprint fingerprint, List<Anomaly> anomalies) {}

        /**
         * @param textFingerprint equal ones say the same
         * @param reading reads what it says; called once at most
         */
        public Seen(String imageId, UUID textFingerprint, Instant seenAt, Supplier<Content> reading) {
            this.imageId = imageId;
            this.textFingerprint = textFingerprint;
            this.seenAt = seenAt;
            this.reading = reading;
        }

        public String imageId() {
            return imageId;
        }

        public UUID textFingerprint() {
            return textFingerprint;
        }

        @Override
        public Instant seenAt() {
            return seenAt;
        }

        public Content content() {
            var read = content;
            if (read == null) {
                read = reading.get();
                content = read;
            }
            return read;
        }
    }

    /**
     * An element without a usable {@code ImageId}: counted and listed, for it may be an image that we hold.
     *
     * @param anomalies what says so
     */
    record Unusable(List<Anomaly> anomalies, Instant seenAt) implements Observation {}
}

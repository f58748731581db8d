package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.Image;

/** An element of a page, as a walk hands it over to be written. */
public sealed interface Observation {

    /** What the element held that has no column or does not fit one. */
    List<Anomaly> anomalies();

    /** When the page that held it was answered. */
    Instant seenAt();

    /** An image. */
    record Seen(Image image, Fingerprint fingerprint, List<Anomaly> anomalies, Instant seenAt) implements Observation {}

    /** An element without a usable {@code ImageId}: counted and listed, for it may be an image that we hold. */
    record Unusable(List<Anomaly> anomalies, Instant seenAt) implements Observation {}
}

package org.imageinventory.job;

import java.util.Objects;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.inventory.Observation;
import org.imageinventory.inventory.Observation.Seen;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.stereotype.Component;

/** Tells which image an element is, and what its text is known by; never filters one out. */
@Component
final class ImageProcessor implements ItemProcessor<ListedImage, Observation> {

    private final Normalizer normalizer;
    private final ImageComparison sameness;

    ImageProcessor(Normalizer normalizer, ImageComparison sameness) {
        this.normalizer = normalizer;
        this.sameness = sameness;
    }

    @Override
    public Observation process(ListedImage listed) {
        var element = listed.element();
        var imageId = element.imageId() == null ? normalizer.imageId(element.json()) : element.imageId();
        return imageId == null
                ? new Observation.Unusable(normalizer.normalize(element.json()).anomalies(), listed.seenAt())
                : new Seen(imageId, sameness.textFingerprint(element), listed.seenAt(), () -> content(element));
    }

    private Seen.Content content(ReceivedElement element) {
        var normalized = normalizer.normalize(element.json());
        var image = Objects.requireNonNull(normalized.image());
        return new Seen.Content(image, sameness.fingerprint(image), normalized.anomalies());
    }
}

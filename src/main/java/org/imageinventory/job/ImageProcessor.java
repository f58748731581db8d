package org.imageinventory.job;

import org.imageinventory.image.Normalizer;
import org.imageinventory.image.Sameness;
import org.imageinventory.inventory.Observation;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.stereotype.Component;

/** Makes an image, and its fingerprint, of an element; never filters one out. */
@Component
final class ImageProcessor implements ItemProcessor<ListedImage, Observation> {

    private final Normalizer normalizer;
    private final Sameness sameness;

    ImageProcessor(Normalizer normalizer, Sameness sameness) {
        this.normalizer = normalizer;
        this.sameness = sameness;
    }

    @Override
    public Observation process(ListedImage listed) {
        var normalized = normalizer.normalize(listed.element());
        var image = normalized.image();
        return image == null
                ? new Observation.Unusable(normalized.anomalies(), listed.seenAt())
                : new Observation.Seen(image, sameness.fingerprint(image), normalized.anomalies(), listed.seenAt());
    }
}

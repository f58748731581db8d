package org.imageinventory.job;

import java.util.Objects;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.Sameness;
import org.imageinventory.inventory.Observation;
import org.imageinventory.inventory.Observation.Seen;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells which image an element is, and what its text is known by; never filters one out. */
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
        var json = listed.element().json();
        var imageId = normalizer.imageId(json);
        return imageId == null
                ? new Observation.Unusable(normalizer.normalize(json).anomalies(), listed.seenAt())
                : new Seen(imageId, sameness.textFingerprint(listed.element()), listed.seenAt(), () -> content(json));
    }

    private Seen.Content content(JsonNode json) {
        var normalized = normalizer.normalize(json);
        var image = Objects.requireNonNull(normalized.image());
        return new Seen.Content(image, sameness.fingerprint(image), normalized.anomalies());
    }
}

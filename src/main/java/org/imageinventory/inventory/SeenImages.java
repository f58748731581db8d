package org.imageinventory.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;

/**
 * The images of a chunk.
 *
 * @param images in the order of their IDs, so that chunks of different scopes lock the same images in the same order. If
 *     an ID occurs twice, the later element counts
 * @param unusable what the elements without a usable {@code ImageId} are listed as; each may be any image
 */
record SeenImages(Collection<SeenImage> images, List<Anomaly> unusable) {

    static SeenImages of(Collection<? extends ListedImage> chunk, Normalizer normalizer, ImageComparison comparison) {
        var images = new TreeMap<String, SeenImage>();
        var unusable = new ArrayList<Anomaly>();
        for (var listed : chunk) {
            var imageId = normalizer.imageId(listed.element());
            if (imageId == null) {
                unusable.addAll(normalizer.normalize(listed.element().json()).anomalies());
            } else {
                images.put(imageId, new SeenImage(imageId, listed, normalizer, comparison));
            }
        }
        return new SeenImages(images.values(), unusable);
    }
}

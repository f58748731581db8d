package org.imageinventory.job;

import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.WalkPass;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Asks the API for each missing image by its id: not to be in a list is no proof that it is gone. One that another scope
 * shows is asked for only by its owner, which has to write it a last time.
 */
final class MissingProcessor implements ItemProcessor<MissingImage, Verdict> {

    private final WalkPass walk;
    private final ApiQuestions api;
    private final ImageProcessor images;

    MissingProcessor(WalkPass walk, ApiQuestions api, ImageProcessor images) {
        this.walk = walk;
        this.api = api;
        this.images = images;
    }

    @Override
    public Verdict process(MissingImage missing) {
        if (missing.seenElsewhere() && !missing.owned()) {
            return new Verdict.Elsewhere(missing, null);
        }
        var answer = api.image(walk.scope(), missing.imageId());
        if (answer.isNothing()) {
            return new Verdict.Gone(missing, answer.at());
        }
        return answer.elements().stream()
                .map(element -> images.process(new ListedImage(element, answer.at())))
                .filter(Seen.class::isInstance)
                .map(Seen.class::cast)
                .filter(seen -> seen.image().imageId().equals(missing.imageId()))
                .findFirst()
                .<Verdict>map(seen -> missing.seenElsewhere()
                        ? new Verdict.Elsewhere(missing, seen)
                        : new Verdict.Found(missing, seen))
                .orElseThrow(() -> new UnansweredException(missing.imageId()));
    }
}

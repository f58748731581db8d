package org.imageinventory.job;

import java.util.concurrent.CancellationException;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.WalkPass;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Asks the API for each missing image by its id: not to be in a list is no proof that it is gone. One that another scope
 * shows is asked for only by its owner, which has to write it a last time.
 */
final class MissingProcessor implements ItemProcessor<MissingImage, Verdict> {

    private final StepExecution step;
    private final WalkPass walk;
    private final ApiQuestions api;
    private final ImageProcessor images;

    MissingProcessor(StepExecution step, WalkPass walk, ApiQuestions api, ImageProcessor images) {
        this.step = step;
        this.walk = walk;
        this.api = api;
        this.images = images;
    }

    /** Null, which leaves the image to the next run, once the job was told to stop. */
    @Override
    public @Nullable Verdict process(MissingImage missing) {
        if (missing.seenElsewhere() && !missing.owned()) {
            return new Verdict.Elsewhere(missing, null);
        }
        try {
            return ask(missing);
        } catch (CancellationException e) {
            step.setTerminateOnly();
            return null;
        }
    }

    private Verdict ask(MissingImage missing) {
        var answer = api.image(walk.scope(), missing.imageId());
        if (answer.isNothing()) {
            return new Verdict.Gone(missing, answer.at());
        }
        return answer.elements().stream()
                .map(element -> images.process(new ListedImage(element, answer.at())))
                .filter(Seen.class::isInstance)
                .map(Seen.class::cast)
                .filter(seen -> seen.imageId().equals(missing.imageId()))
                .findFirst()
                .<Verdict>map(seen -> missing.seenElsewhere()
                        ? new Verdict.Elsewhere(missing, seen)
                        : new Verdict.Found(missing, seen))
                .orElseThrow(() -> new UnansweredException(missing.imageId()));
    }
}

package org.imageinventory.job;

import java.util.concurrent.CancellationException;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.listimage.ListImageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Looks up each missing image by its ID: absence from a list does not prove that it is deleted. One that another scope
 * shows is looked up only by its owner, which has to write it a last time. An image whose lookup fails stays as it is, and
 * the others are looked up all the same, until several in a row fail: then the scope fails.
 */
final class MissingProcessor implements ItemProcessor<MissingImage, Verdict> {

    private static final Logger LOG = LoggerFactory.getLogger(MissingProcessor.class);

    /** In a row. Each may have cost a whole retry budget, and so many are not about one image. */
    private static final int MOST_FAILURES = 3;

    private final StepExecution step;
    private final WalkPass walk;
    private final ScopeApiClient api;
    private final ImageProcessor images;
    private int failures;

    MissingProcessor(StepExecution step, WalkPass walk, ScopeApiClient api, ImageProcessor images) {
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
            var verdict = lookUp(missing);
            failures = 0;
            return verdict;
        } catch (CancellationException e) {
            step.setTerminateOnly();
            return null;
        } catch (ListImageException e) {
            failures++;
            if (failures == MOST_FAILURES) {
                throw e;
            }
            return unsettled(missing, e.code() + ": " + e.getMessage());
        }
    }

    private Verdict lookUp(MissingImage missing) {
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
                .orElseGet(() -> unsettled(
                        missing,
                        Verdict.Unsettled.INCONCLUSIVE + ": the response has "
                                + answer.elements().size() + " elements and Count " + answer.count()
                                + ", but not this image"));
    }

    private Verdict unsettled(MissingImage missing, String reason) {
        LOG.warn("{}: {} stays as it is: {}", walk.scope().name(), missing.imageId(), reason);
        return new Verdict.Unsettled(missing, reason);
    }
}

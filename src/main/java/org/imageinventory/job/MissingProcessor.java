package org.imageinventory.job;

import java.util.concurrent.CancellationException;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.listimage.ListImageException;
import org.imageinventory.listimage.RequestCounter;
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
final class MissingProcessor implements ItemProcessor<MissingImage, LookupResult> {

    private static final Logger LOG = LoggerFactory.getLogger(MissingProcessor.class);

    /** In a row. Each may have cost a whole retry budget, and so many are not about one image. */
    private static final int MOST_FAILURES = 3;

    private final StepExecution step;
    private final WalkPass walk;
    private final ScopeApiClient api;
    private final Normalizer normalizer;
    private final RequestCounter counter;
    private int failures;

    MissingProcessor(
            StepExecution step, WalkPass walk, ScopeApiClient api, Normalizer normalizer, RequestCounter counter) {
        this.step = step;
        this.walk = walk;
        this.api = api;
        this.normalizer = normalizer;
        this.counter = counter;
    }

    /** Returns null if the job was stopped; the next run then looks the image up. */
    @Override
    public @Nullable LookupResult process(MissingImage missing) {
        if (missing.seenElsewhere() && !missing.owned()) {
            return new LookupResult.Elsewhere(missing, null);
        }
        try {
            var result = lookUp(missing);
            failures = 0;
            return result;
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

    private LookupResult lookUp(MissingImage missing) {
        var answer = api.image(walk.scope(), missing.imageId(), counter);
        if (answer.isNothing()) {
            return new LookupResult.NotFound(missing, answer.at());
        }
        return answer.elements().stream()
                .filter(element -> missing.imageId().equals(normalizer.imageId(element)))
                .findFirst()
                .map(element -> new ListedImage(element, answer.at()))
                .<LookupResult>map(listed -> missing.seenElsewhere()
                        ? new LookupResult.Elsewhere(missing, listed)
                        : new LookupResult.Found(missing, listed))
                .orElseGet(() -> unsettled(
                        missing,
                        LookupResult.Unsettled.INCONCLUSIVE + ": the response has "
                                + answer.elements().size() + " elements and Count " + answer.count()
                                + ", but not this image"));
    }

    private LookupResult unsettled(MissingImage missing, String reason) {
        LOG.warn("{}: {} stays as it is: {}", walk.scope().name(), missing.imageId(), reason);
        return new LookupResult.Unsettled(missing, reason);
    }
}

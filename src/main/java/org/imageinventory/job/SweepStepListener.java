package org.imageinventory.job;

import org.imageinventory.inventory.run.WalkResults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Marks a complete walk as failed if its missing images could not be looked up. */
@Component
final class SweepStepListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SweepStepListener.class);

    private final WalkResults results;

    SweepStepListener(WalkResults results) {
        this.results = results;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        StepFailure.settle(step);
        if (step.getStatus() == BatchStatus.FAILED) {
            var failure = StepFailure.of(step);
            try {
                results.fail(Partitions.keyOf(step), failure);
            } catch (RuntimeException e) {
                // Spring Batch ignores exceptions that a listener throws.
                LOG.error("{} failed, and its result could not be saved: {}", step.getStepName(), failure, e);
            }
        }
        return null;
    }
}

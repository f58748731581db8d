package org.imageinventory.job;

import org.imageinventory.inventory.Walks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** A scope whose missing images could not all be asked for has failed, though it was walked. */
@Component
final class SweepVerdict implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SweepVerdict.class);

    private final Walks walks;

    SweepVerdict(Walks walks) {
        this.walks = walks;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        StepFailure.settle(step);
        if (step.getStatus() == BatchStatus.FAILED) {
            var failure = StepFailure.of(step);
            try {
                walks.fail(SyncJob.runId(step), new WalkState(step.getExecutionContext()).scopeKey(), failure);
            } catch (RuntimeException e) {
                // Spring Batch ignores what a listener throws.
                LOG.error("{} failed, which could not be written down: {}", step.getStepName(), failure, e);
            }
        }
        return null;
    }
}

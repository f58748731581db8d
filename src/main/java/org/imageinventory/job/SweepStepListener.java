package org.imageinventory.job;

import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.run.WalkResults;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.inventory.run.Walks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Shows the progress of a sweep. Marks a complete walk as failed if its missing images could not be looked up. */
@Component
final class SweepStepListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SweepStepListener.class);

    private final Walks walks;
    private final Sweep sweep;
    private final WalkResults results;
    private final RequestCounts requests;
    private final ProgressBoard progress;

    SweepStepListener(Walks walks, Sweep sweep, WalkResults results, RequestCounts requests, ProgressBoard progress) {
        this.walks = walks;
        this.sweep = sweep;
        this.results = results;
        this.requests = requests;
        this.progress = progress;
    }

    @Override
    public void beforeStep(StepExecution step) {
        var key = Partitions.keyOf(step);
        progress.lookingUp(walks.pass(key).scope(), sweep.left(key));
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        StepFailure.settle(step);
        var key = Partitions.keyOf(step);
        try {
            // Those of a chunk that was stopped or failed were not saved with it.
            var total = requests.of(key);
            if (total != null) {
                results.requested(key, total);
            }
        } catch (RuntimeException e) {
            LOG.warn("{}: its requests could not be saved: {}", step.getStepName(), e.getMessage());
        }
        if (step.getStatus() == BatchStatus.FAILED) {
            var failure = StepFailure.of(step);
            try {
                results.fail(key, failure);
                var scope = walks.pass(key).scope();
                progress.ended(scope, WalkStatus.FAILED, failure.code());
                RunLog.incomplete(scope, WalkStatus.FAILED, failure);
            } catch (RuntimeException e) {
                // Spring Batch ignores exceptions that a listener throws.
                LOG.error("{} failed, and its result could not be saved: {}", step.getStepName(), failure, e);
            }
        }
        return null;
    }
}

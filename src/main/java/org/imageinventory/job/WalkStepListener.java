package org.imageinventory.job;

import org.imageinventory.inventory.run.WalkResults;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.inventory.run.Walks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Evaluates a scope's pass when its step has ended. */
@Component
final class WalkStepListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(WalkStepListener.class);

    private final Walks walks;
    private final WalkResults results;
    private final ProgressBoard progress;
    private final RequestCounts requests;

    WalkStepListener(Walks walks, WalkResults results, ProgressBoard progress, RequestCounts requests) {
        this.walks = walks;
        this.results = results;
        this.progress = progress;
        this.requests = requests;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        StepFailure.settle(step);
        try {
            evaluate(step);
        } catch (RuntimeException e) {
            // Spring Batch ignores what a listener throws. The walk stays running, and the next sync evaluates it.
            LOG.error("Could not evaluate the result of {}; the next sync will try again", step.getStepName(), e);
        }
        return null;
    }

    private void evaluate(StepExecution step) {
        var state = new WalkState(step.getExecutionContext());
        var walk = walks.pass(Partitions.keyOf(step));
        // Those of a failed chunk were not saved with it.
        state.requested(requests.of(walk.key()));
        switch (step.getStatus()) {
            case COMPLETED -> {
                var status = results.evaluate(walk, state.totals(), state.moved());
                if (status == WalkStatus.RUNNING) {
                    LOG.info(
                            "{}: the list changed during pass {}, walking it again",
                            walk.scope().name(),
                            walk.pass());
                    return;
                }
                if (status == WalkStatus.TORN) {
                    RunLog.incomplete(walk.scope(), status, null);
                }
                progress.ended(walk.scope(), status, null);
            }
            case STOPPED -> results.stopped(walk, state.totals());
            default -> {
                var failure = StepFailure.of(step);
                results.fail(walk, state.totals(), failure);
                progress.ended(walk.scope(), WalkStatus.FAILED, failure.code());
                RunLog.incomplete(walk.scope(), WalkStatus.FAILED, failure);
            }
        }
    }
}

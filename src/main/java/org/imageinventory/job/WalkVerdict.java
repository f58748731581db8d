package org.imageinventory.job;

import org.imageinventory.inventory.WalkStatus;
import org.imageinventory.inventory.Walks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Says what a scope's pass was worth when its step has ended. */
@Component
final class WalkVerdict implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(WalkVerdict.class);

    private final Walks walks;
    private final ProgressBoard progress;

    WalkVerdict(Walks walks, ProgressBoard progress) {
        this.walks = walks;
        this.progress = progress;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        StepFailure.settle(step);
        try {
            judge(step);
        } catch (RuntimeException e) {
            // Spring Batch ignores what a listener throws; the walk stays running, and the next run judges it.
            LOG.error("{} could not be judged", step.getStepName(), e);
        }
        return null;
    }

    private void judge(StepExecution step) {
        var state = new WalkState(step.getExecutionContext());
        var walk = walks.resume(SyncJob.runId(step), state.scopeKey(), state.pass());
        switch (step.getStatus()) {
            case COMPLETED -> {
                var status = walks.judge(walk, state.totals(), state.moved());
                if (status == WalkStatus.RUNNING) {
                    LOG.info(
                            "{}: the list moved during pass {}, walking it again",
                            walk.scope().name(),
                            walk.pass());
                    return;
                }
                LOG.debug("{}: {} after pass {}", walk.scope().name(), status.label(), walk.pass());
            }
            case STOPPED -> {
                walks.stopped(walk, state.totals());
                return;
            }
            default -> walks.fail(walk, state.totals(), StepFailure.of(step));
        }
        progress.ended(walk.scope());
    }
}

package org.imageinventory.job;

import org.imageinventory.inventory.WalkReport;
import org.imageinventory.inventory.WalkStatus;
import org.imageinventory.inventory.Walks;
import org.imageinventory.listimage.ListImageException;
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
        try {
            judge(step);
        } catch (RuntimeException e) {
            // Spring Batch ignores what a listener throws; the walk stays running, which no one takes for complete.
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
            case FAILED -> walks.fail(walk, state.totals(), failure(step));
            default -> {
                return; // stopped: the next run goes on here
            }
        }
        progress.ended(walk.scope());
    }

    private static WalkReport.Failure failure(StepExecution step) {
        var failures = step.getFailureExceptions();
        Throwable last = failures.isEmpty() ? null : failures.get(failures.size() - 1);
        for (var cause = last; cause != null; cause = cause.getCause()) {
            if (cause instanceof ListImageException api) {
                return new WalkReport.Failure(api.code(), String.valueOf(api.getMessage()), api.requestId());
            }
        }
        var root = last;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null
                ? new WalkReport.Failure("Unknown", "the step failed without saying why", null)
                : new WalkReport.Failure(root.getClass().getSimpleName(), String.valueOf(root.getMessage()), null);
    }
}

package org.imageinventory.job;

import org.imageinventory.inventory.database.DatabaseError;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.listimage.ListImageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/** Why a step failed, in the words of a walk's row. */
final class StepFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StepFailure.class);

    /** The exit code of a run that failed. */
    private static final int FAILED = 1;

    private StepFailure() {}

    /**
     * A chunk of which Spring Batch does not know whether it was committed, as the connection was lost, leaves its step in
     * a state that is never restarted. But a resumed walk finds out by itself how far its rows go.
     */
    static void settle(StepExecution step) {
        endIfMemoryRanOut(step);
        if (step.getStatus() == BatchStatus.UNKNOWN) {
            step.setStatus(BatchStatus.FAILED);
        }
    }

    /**
     * Memory that ran out amid an exchange with the database leaves a connection whose next answer belongs to an earlier
     * question. Nothing may be written on the strength of such answers.
     */
    private static void endIfMemoryRanOut(StepExecution step) {
        if (step.getFailureExceptions().stream().anyMatch(thrown -> root(thrown) instanceof OutOfMemoryError)) {
            LOG.error(
                    "{}: the heap is too small, give the program more (-Xmx); the next sync goes on",
                    step.getStepName());
            Runtime.getRuntime().halt(FAILED);
        }
    }

    static WalkReport.Failure of(StepExecution step) {
        var failures = step.getFailureExceptions();
        return failures.isEmpty()
                ? new WalkReport.Failure("Unknown", "the step failed without saying why", null)
                : of(failures.get(failures.size() - 1));
    }

    /** The API's own error where there is one in the chain of causes; else what is at its root. */
    private static WalkReport.Failure of(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ListImageException api) {
                return new WalkReport.Failure(api.code(), String.valueOf(api.getMessage()), api.requestId());
            }
        }
        var error = DatabaseError.of(thrown);
        if (error != null) {
            return new WalkReport.Failure(error.inRun().code(), error.message(), null);
        }
        var root = root(thrown);
        return new WalkReport.Failure(root.getClass().getSimpleName(), String.valueOf(root.getMessage()), null);
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }
}

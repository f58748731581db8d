package org.imageinventory.job;

import org.imageinventory.inventory.database.DatabaseError;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.listimage.ListImageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/** The error of a failed step, as the row of its walk has it. */
final class StepFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StepFailure.class);

    /** The exit code of a run that failed. */
    private static final int FAILED = 1;

    private StepFailure() {}

    /**
     * Makes a step restartable. If the connection was lost, Spring Batch does not know whether the chunk was committed.
     * It sets the step to UNKNOWN, which it never restarts. But a resumed walk finds its position in the stored state.
     */
    static void settle(StepExecution step) {
        endIfMemoryRanOut(step);
        if (step.getStatus() == BatchStatus.UNKNOWN) {
            step.setStatus(BatchStatus.FAILED);
        }
    }

    /**
     * Ends the process if memory ran out. That can happen during an exchange with the database. Then the next response
     * on the connection belongs to an earlier statement, and nothing may be written that depends on it.
     */
    private static void endIfMemoryRanOut(StepExecution step) {
        if (step.getFailureExceptions().stream().anyMatch(thrown -> root(thrown) instanceof OutOfMemoryError)) {
            LOG.error(
                    "{}: the heap is too small. Give the program more memory (-Xmx); the next sync resumes",
                    step.getStepName());
            Runtime.getRuntime().halt(FAILED);
        }
    }

    static WalkReport.Failure of(StepExecution step) {
        var failures = step.getFailureExceptions();
        return failures.isEmpty()
                ? new WalkReport.Failure("Unknown", "the step failed without an exception", null)
                : of(failures.get(failures.size() - 1));
    }

    /** Returns the API's error if it is among the causes, otherwise the database's error, otherwise the root cause. */
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

package org.imageinventory.job;

import org.imageinventory.inventory.DatabaseTrouble;
import org.imageinventory.inventory.WalkReport;
import org.imageinventory.listimage.ListImageException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/** Why a step failed, in the words of a walk's row. */
final class StepFailure {

    private StepFailure() {}

    /**
     * A chunk of which Spring Batch does not know whether it was committed, as the connection was lost, leaves its step in
     * a state that is never restarted. But a resumed walk finds out by itself how far its rows go.
     */
    static void settle(StepExecution step) {
        if (step.getStatus() == BatchStatus.UNKNOWN) {
            step.setStatus(BatchStatus.FAILED);
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
        var trouble = DatabaseTrouble.of(thrown);
        if (trouble != null) {
            return new WalkReport.Failure(trouble.code(), trouble.message(), null);
        }
        var root = root(thrown);
        return new WalkReport.Failure(root.getClass().getSimpleName(), String.valueOf(root.getMessage()), null);
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }
}

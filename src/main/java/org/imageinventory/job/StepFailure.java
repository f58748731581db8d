package org.imageinventory.job;

import java.util.Objects;
import java.util.stream.Stream;
import org.imageinventory.inventory.WalkReport;
import org.imageinventory.listimage.ListImageException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a step failed, in the words of a walk's row. */
final class StepFailure {

    private StepFailure() {}

    static WalkReport.Failure of(StepExecution step) {
        var failures = step.getFailureExceptions();
        return failures.isEmpty()
                ? new WalkReport.Failure("Unknown", "the step failed without saying why", null)
                : of(failures.get(failures.size() - 1));
    }

    /** Whether the database was out of reach, which says nothing of the scope. */
    static boolean isLostDatabase(StepExecution step) {
        return step.getFailureExceptions().stream()
                .flatMap(thrown -> Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof CannotCreateTransactionException);
    }

    /** The API's own error where there is one in the chain of causes; else what is at its root. */
    private static WalkReport.Failure of(Throwable thrown) {
        var root = thrown;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ListImageException api) {
                return new WalkReport.Failure(api.code(), String.valueOf(api.getMessage()), api.requestId());
            }
            root = cause;
        }
        return new WalkReport.Failure(root.getClass().getSimpleName(), String.valueOf(root.getMessage()), null);
    }
}

package org.imageinventory.cli;

import java.util.Optional;
import org.imageinventory.inventory.database.NewerSchemaException;
import org.imageinventory.inventory.database.RunLockException;
import org.imageinventory.inventory.database.RunLockHeldException;
import org.imageinventory.inventory.database.UnsuitableDatabaseException;
import org.imageinventory.job.StoppedException;
import org.imageinventory.job.SyncFailedException;
import org.imageinventory.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** The mapping from exceptions to failures. */
final class Failures {

    private Failures() {}

    /** @param database null if the configuration has not been read yet */
    static Failure of(Throwable thrown, @Nullable DatabaseAddress database) {
        var causes = Causes.of(thrown);
        return causes.first(OutputException.class)
                .map(Failures::ofOutput)
                .or(() -> causes.first(StoppedException.class)
                        .map(e -> new Failure(ExitCode.STOPPED, "Stopped", Causes.text(e), null)))
                .or(() -> causes.first(ConfigurationException.class)
                        .map(e -> new Failure(ExitCode.USAGE, "Configuration", Causes.text(e), null)))
                .or(() -> causes.first(RunLockHeldException.class)
                        .map(e -> new Failure(ExitCode.HELD_ELSEWHERE, "RunLockHeld", Causes.text(e), null)))
                .or(() -> causes.first(RunLockException.class)
                        .map(e -> new Failure(ExitCode.FAILED, e.code(), Causes.text(e), e.advice())))
                .or(() -> causes.first(UnsuitableDatabaseException.class)
                        .map(e -> new Failure(ExitCode.FAILED, "DatabaseUnsuitable", Causes.text(e), e.advice())))
                .or(() -> causes.first(NewerSchemaException.class)
                        .map(e -> new Failure(ExitCode.FAILED, "SchemaNewer", Causes.text(e), e.advice())))
                .or(() -> causes.first(SyncFailedException.class)
                        .map(e -> new Failure(ExitCode.FAILED, e.code(), Causes.text(e), e.advice())))
                .or(() -> Optional.ofNullable(DatabaseFailure.of(thrown, database)))
                .orElseGet(() -> new Failure(
                        ExitCode.FAILED,
                        "Unexpected",
                        "unexpected failure: " + thrown.getClass().getSimpleName() + ": " + Causes.text(thrown),
                        "--debug shows the stack trace"));
    }

    private static Failure ofOutput(OutputException e) {
        return new Failure(
                e.isClosedPipe() ? ExitCode.CLOSED_PIPE : ExitCode.FAILED,
                "OutputNotWritten",
                Causes.text(e),
                e.advice());
    }
}

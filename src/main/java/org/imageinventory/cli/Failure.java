package org.imageinventory.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imageinventory.inventory.HeldElsewhereException;
import org.imageinventory.inventory.NewerSchemaException;
import org.imageinventory.inventory.RunLockException;
import org.imageinventory.inventory.UnsuitableDatabaseException;
import org.imageinventory.job.ConfigurationException;
import org.imageinventory.job.StoppedException;
import org.imageinventory.job.SyncFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception comes to: the exit code, one message, and what you can do.
 *
 * @param code a word for the kind of failure, which scripts rely on and {@code docs/operations.md} lists
 * @param advice null where the message says it all
 */
record Failure(int exitCode, String code, String message, @Nullable String advice) {

    /** @param database null before it is known */
    static Failure of(Throwable thrown, @Nullable DatabaseAddress database) {
        var chain = chain(thrown);
        return first(chain, OutputException.class)
                .map(Failure::ofOutput)
                .or(() -> first(chain, StoppedException.class)
                        .map(e -> new Failure(ExitCode.STOPPED, "Stopped", text(e), null)))
                .or(() -> first(chain, ConfigurationException.class)
                        .map(e -> new Failure(ExitCode.USAGE, "Configuration", text(e), null)))
                .or(() -> first(chain, HeldElsewhereException.class)
                        .map(e -> new Failure(ExitCode.HELD_ELSEWHERE, "RunLockHeld", text(e), null)))
                .or(() -> first(chain, RunLockException.class)
                        .map(e -> new Failure(ExitCode.FAILED, e.code(), text(e), e.advice())))
                .or(() -> first(chain, UnsuitableDatabaseException.class)
                        .map(e -> new Failure(ExitCode.FAILED, "DatabaseUnsuitable", text(e), e.advice())))
                .or(() -> first(chain, NewerSchemaException.class)
                        .map(e -> new Failure(ExitCode.FAILED, "SchemaNewer", text(e), e.advice())))
                .or(() -> first(chain, SyncFailedException.class)
                        .map(e -> new Failure(ExitCode.FAILED, e.code(), text(e), e.advice())))
                .or(() -> first(chain, SQLException.class).map(e -> DatabaseFailure.of(e, database)))
                .orElseGet(() -> new Failure(
                        ExitCode.FAILED,
                        "Unexpected",
                        "unexpected failure: " + thrown.getClass().getSimpleName() + ": " + text(thrown),
                        "--debug shows the stack trace"));
    }

    private static Failure ofOutput(OutputException e) {
        return new Failure(
                e.isClosedPipe() ? ExitCode.CLOSED_PIPE : ExitCode.FAILED, "OutputNotWritten", text(e), e.advice());
    }

    static List<Throwable> chain(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .toList();
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    static String text(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}

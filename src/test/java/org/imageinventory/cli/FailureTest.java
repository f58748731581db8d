package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.imageinventory.inventory.database.RunLockHeldException;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.job.SyncFailedException;
import org.imageinventory.settings.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    private static final DatabaseAddress DATABASE = new DatabaseAddress("db:5432", "inv");

    @ParameterizedTest
    @CsvSource({"COMPLETE, 0", "FAILED, 1", "PARTIAL, 3", "REFUSED, 4", "STOPPED, 143"})
    void everyOutcomeHasItsExitCode(RunOutcome outcome, int exitCode) {
        assertThat(ExitCode.of(outcome)).isEqualTo(exitCode);
    }

    @Test
    void ourOwnFailuresAreFoundBelowWhatSpringWrapsThemIn() {
        assertThat(Failures.of(wrapped(new ConfigurationException("inventory.x is wrong")), null))
                .isEqualTo(new Failure(2, "Configuration", "inventory.x is wrong", null));
        assertThat(Failures.of(wrapped(new RunLockHeldException("held by node-1")), DATABASE))
                .isEqualTo(new Failure(75, "RunLockHeld", "held by node-1", null));
        assertThat(Failures.of(
                        wrapped(new SyncFailedException("NoApi", "no API", "wait", new SQLException("x"))), DATABASE))
                .isEqualTo(new Failure(1, "NoApi", "no API", "wait"));
    }

    @Test
    void anUnexpectedFailureIsOneLineAndPointsToTheStackTrace() {
        assertThat(Failures.of(new IllegalStateException("first\nsecond"), null))
                .isEqualTo(new Failure(
                        1,
                        "Unexpected",
                        "unexpected failure: IllegalStateException: first",
                        "--debug shows the stack trace"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            28P01 | Database28P01 | Check spring.datasource.username and password, and the server's pg_hba.conf.
            3D000 | Database3D000 | Create the database (createdb), or correct spring.datasource.url.
            42501 | Database42501 | Grant the privilege to spring.datasource.username; 'doctor' lists what is missing.
            53100 | DiskFull | Free space on the database's disk.
            57P01 | DatabaseConnectionLost | The server or one of its timeouts ended the session: see the server's log.
            57P03 | DatabaseUnreachable | The server is starting up or shutting down: try again.
            08001 | DatabaseUnreachable | Check spring.datasource.url, and that the server runs and is reachable from here.
            08006 | DatabaseConnectionLost | Check spring.datasource.url, and that the server runs and is reachable from here.
            """)
    void aDatabasesRefusalComesWithACodeAndAWayOut(String state, String code, String advice) {
        assertThat(Failures.of(wrapped(new SQLException("FATAL: no", state)), DATABASE))
                .isEqualTo(new Failure(1, code, "database db:5432/inv: FATAL: no", advice));
    }

    @Test
    void theCauseOfAFailedConnectionIsTold() {
        assertThat(Failures.of(
                                new SQLException("failed", "08001", new ConnectException("Connection refused")),
                                DATABASE)
                        .message())
                .isEqualTo("database db:5432/inv: no connection: Connection refused");
        assertThat(Failures.of(new SQLException("failed", "08001", new UnknownHostException("db")), DATABASE)
                        .message())
                .isEqualTo("database db:5432/inv: unknown host db");
    }

    private static RuntimeException wrapped(Exception cause) {
        return new IllegalStateException("wrapped", new RuntimeException(cause));
    }
}

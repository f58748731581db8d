package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM before the job has begun also ends the program, quickly and without errors. */
class EarlyStopTest {

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    private final StandIn api = StandIn.builder().images(1).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whileTheDatabaseDoesNotAnswer() throws IOException, InterruptedException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var child = ChildProgram.start(
                        Program.on(database, api)
                                .with(
                                        "spring.datasource.url",
                                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/inventory"),
                        "sync");
                var connection = silent.accept()) {
            assertThat(connection.isConnected()).isTrue();

            assertStops(child);
        }
    }

    @Test
    void whileTheSchemaIsMigrated() throws SQLException, InterruptedException {
        var tables = new Tables(database);
        try (var other = database.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            // Until this is committed or rolled back, no other session can create the schema.
            statement.execute("CREATE SCHEMA inventory");
            try (var child = ChildProgram.start(Program.on(database, api), "sync")) {
                tables.await(
                        """
                        SELECT EXISTS (SELECT FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock')
                        """);

                assertStops(child);
            }
            other.rollback();
        }
        assertThat(tables.values("SELECT nspname FROM pg_namespace WHERE nspname IN ('inventory', 'batch')"))
                .isEmpty();
    }

    private void assertStops(ChildProgram child) throws InterruptedException {
        child.terminate();

        assertThat(child.exitCode()).as(child.output()).isEqualTo(143);
        assertThat(child.output())
                .contains("image-inventory: stopped")
                .doesNotContain("Exception", "closed", "ERROR", "\tat ");
        assertThat(api.requests()).isEmpty();
    }
}

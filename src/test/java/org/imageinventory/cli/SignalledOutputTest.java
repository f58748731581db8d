package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Processes that end after SIGTERM print one complete document, at whatever point the signal arrives. */
@EnabledOnOs(OS.LINUX) // needs mkfifo and a shell
class SignalledOutputTest {

    @RegisterExtension
    static final PostgresDatabase database = PostgresDatabase.migrated();

    private static StandIn api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aRunHasEnded() {
        api = StandIn.builder().images(600).seed(7).build().start();
        assertThat(program().run("sync", "--progress", "never").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Program program() {
        return Program.on(database, api);
    }

    @Test
    void beforeTheApplicationIsUp() throws IOException, InterruptedException {
        var fifo = folder.resolve("settings.yaml");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        var program = program().with("spring.config.import", "file:" + fifo);
        try (var child = start(program, "status");
                var reads = new FileOutputStream(fifo.toFile())) { // this blocks until the program opens it for reading
            assertThat(reads.getFD().valid()).isTrue();

            assertThat(stopped(child).at("/error/code").stringValue()).isEqualTo("Stopped");
        }
    }

    @Test
    void whileTheDatabaseDoesNotAnswer() throws IOException, InterruptedException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var program = program()
                    .with(
                            "spring.datasource.url",
                            "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/inventory");
            try (var child = start(program, "sync");
                    var connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();

                assertThat(stopped(child).at("/error/code").stringValue()).isEqualTo("Stopped");
            }
        }
    }

    @Test
    void whileARunWaitsForTheApi() throws IOException, InterruptedException {
        try (var hanging = StandIn.builder().images(30).build().start()) {
            hanging.faults().always(Fault.hang());
            var program = Program.on(database, hanging).with("inventory.products", "CloudApp");
            try (var child = start(program, "sync", "--fresh")) {
                assertThat(hanging.faults().awaitHanging(1, Duration.ofSeconds(60)))
                        .isTrue();

                var document = stopped(child);
                assertThat(document.get("outcome").stringValue()).isEqualTo("stopped");
                assertThat(document.has("error")).isFalse();
            }
        }
    }

    @Test
    void ctrlCEndsWithTheNumberOfItsSignal() throws IOException, InterruptedException {
        try (var hanging = StandIn.builder().images(30).build().start()) {
            hanging.faults().always(Fault.hang());
            var program = Program.on(database, hanging).with("inventory.products", "CloudApp");
            // A shell that runs in the background makes its children ignore SIGINT; env undoes that.
            try (var child = ChildProgram.startThrough("env --default-signal=INT", program, "sync", "--fresh")) {
                assertThat(hanging.faults().awaitHanging(1, Duration.ofSeconds(60)))
                        .isTrue();

                child.interrupt();

                assertThat(child.exitCode()).as(child.output()).isEqualTo(130);
                assertThat(child.output()).doesNotContain("Exception", "ERROR", "\tat ");
            }
        }
    }

    @Test
    void progressIsDrawnWhereThereIsNoTerminalIfItIsAskedFor() throws InterruptedException {
        try (var hanging = StandIn.builder().images(30).build().start()) {
            hanging.faults().always(Fault.hang());
            var program = Program.on(database, hanging).with("inventory.products", "CloudApp");
            try (var child = ChildProgram.startThrough("", program, "sync", "--fresh", "--progress", "always")) {
                child.awaitOutput("0 of 1 scopes");
                child.terminate();

                assertThat(child.exitCode()).as(child.output()).isEqualTo(143);
                assertThat(child.output()).contains("main/cn-shanghai/CloudApp", "\u001B[2A\r\u001B[J");
            }
        }
    }

    @Test
    void amidAVerification() throws IOException, SQLException, InterruptedException {
        var sql = Sql.on(database);
        sql.run("UPDATE inventory.image SET rating = coalesce(rating, 0) + 1");
        try (var other = sql.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE inventory.image_scope"); // the verification reads this table last
            try (var child = start(program().with("inventory.database.lock-timeout", "10m"), "verify")) {
                new Tables(database)
                        .await(
                                """
                                SELECT EXISTS (SELECT FROM pg_stat_activity
                                    WHERE datname = current_database() AND wait_event_type = 'Lock')
                                """);

                var document = stopped(child);
                assertThat(document.get("differences").size()).isGreaterThan(100);
                assertThat(document.get("complete").booleanValue()).isFalse();
                assertThat(document.at("/error/code").stringValue()).isEqualTo("Stopped");
            }
            other.rollback();
        }
    }

    private ChildProgram start(Program program, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return ChildProgram.startRedirected(">" + printed(), program, all.toArray(String[]::new));
    }

    private Path printed() {
        return folder.resolve("printed.json");
    }

    private JsonNode stopped(ChildProgram child) throws IOException, InterruptedException {
        child.terminate();

        assertThat(child.exitCode()).as(child.output()).isEqualTo(143);
        assertThat(child.output()).doesNotContain("Exception", "ERROR", "\tat ");
        return StrictJson.read(Files.readString(printed()));
    }
}

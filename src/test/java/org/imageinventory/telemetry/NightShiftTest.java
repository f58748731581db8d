package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Causes each alarm of {@code docs/night-shift.md}, compares it with the page, and ends it. */
class NightShiftTest {

    private static final Path PAGE = Path.of("docs/night-shift.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> "{\"ImageId\":\"i-%02d\",\"ProductType\":\"%s\"}"
                            .formatted(i, i <= 20 ? "CloudApp" : "CloudDesktop"))
                    .toList())
            .build()
            .start();

    private final TestReceiver pushgateway = TestReceiver.start();

    @AfterEach
    void close() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT"); // Spring Boot sets this property for the whole process
        pushgateway.close();
        api.faults().release();
        api.close();
    }

    @Test
    void accessDenied() throws Exception {
        api.faults().when(call -> "CloudApp".equals(call.product()), Fault.error(403, "Forbidden.RAM", "no"));

        assertAlarm("Access denied", program(), 3);
        api.faults().clear();
        assertEnded();
    }

    @Test
    void throttled() throws Exception {
        api.faults().when(call -> "CloudApp".equals(call.product()), Fault.throttled(Duration.ofMillis(1)));

        assertAlarm("Throttled", program().with("inventory.api.retry-budget", "50ms"), 3);
        api.faults().clear();
        assertEnded();
    }

    @Test
    void unreachable() throws Exception {
        String nobody;
        try (var free = new ServerSocket(0)) {
            nobody = "http://127.0.0.1:" + free.getLocalPort();
        }
        assertAlarm(
                "API unreachable",
                program()
                        .with("inventory.endpoints[" + api.region() + "]", nobody)
                        .with("inventory.api.retry-budget", "50ms"),
                1);
        assertEnded();
    }

    @Test
    void aListThatKeepsChanging() throws Exception {
        api.faults().when(call -> "CloudApp".equals(call.product()), Fault.countDrifting());

        assertAlarm("List keeps changing", program(), 3);
        api.faults().clear();
        assertEnded();
    }

    @Test
    void manyImagesAreMissing() throws Exception {
        assertEnded();
        for (var i = 1; i <= 15; i++) {
            api.inventory().delete("i-%02d".formatted(i));
        }

        assertAlarm("Many images missing", program(), 4);
        assertEnded("--accept-mass-delete");
    }

    @Test
    void anEmptyList() throws Exception {
        assertEnded();
        for (var i = 21; i <= 30; i++) {
            api.inventory().delete("i-%02d".formatted(i));
        }

        assertAlarm("Empty list", program(), 4);
        assertEnded("--accept-mass-delete");
    }

    @Test
    void aLookupWithoutAClearAnswer() throws Exception {
        assertEnded();
        api.inventory().delete("i-01");
        api.faults().when(call -> "i-01".equals(call.parameters().get("ImageId")), Fault.countOffBy(1));

        assertAlarm("Lookup without a clear answer", program(), 3);
        api.faults().clear();
        assertEnded();
    }

    @Test
    void theDatabaseIsUnreachable() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var outcome = program()
                .with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + port + "/none")
                .run("sync", "--progress", "never");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains(quoted("Database unreachable", "standard error"));
        assertThat(pushgateway.posts()).isEmpty();
        assertEnded();
    }

    @Test
    void anotherRunIsInProgress() throws Exception {
        api.faults().always(Fault.hang());
        try (var first = ChildProgram.start(program(), "sync", "--progress", "never")) {
            assertThat(api.faults().awaitHanging(1, Duration.ofMinutes(1))).isTrue();

            var second = program().run("sync", "--progress", "never");

            assertThat(second.exitCode()).isEqualTo(75);
            assertThat(second.err()).contains(quoted("Another run in progress", "standard error"));
            assertThat(pushgateway.posts()).isEmpty();
            first.kill();
        }
        api.faults().clear();
        new Tables(database).await("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')");
        assertEnded();
    }

    @Test
    void aRunIsStopped() throws Exception {
        api.faults().when(call -> call.page() == 2, Fault.hang());
        var program = program().with("inventory.page-size", "10");
        try (var stopped = ChildProgram.start(program, "sync", "--progress", "never")) {
            assertThat(api.faults().awaitHanging(1, Duration.ofMinutes(1))).isTrue();
            stopped.terminate();

            assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(143);
            assertShown("Run stopped", stopped.output());
        }
        api.faults().clear();
        assertEnded();
    }

    /** Runs a sync in a process of its own, whose log is complete. */
    private void assertAlarm(String title, Program program, int exitCode) throws Exception {
        try (var sync = ChildProgram.start(program, "sync", "--progress", "never")) {
            assertThat(sync.exitCode()).as(sync.output()).isEqualTo(exitCode);
            assertThat(row(title, "exit code")).contains(String.valueOf(exitCode));
            assertShown(title, sync.output());
        }
    }

    private void assertShown(String title, String log) throws IOException {
        assertThat(log).contains(quoted(title, "log"));
        assertThat(pushgateway.posts().get(0).text()).contains(quoted(title, "Prometheus"));
        assertThat(program().run("status").out()).contains(quoted(title, "status"));
    }

    private void assertEnded(String... options) {
        var arguments = new ArrayList<>(List.of("sync", "--quiet"));
        arguments.addAll(List.of(options));
        var outcome = program().run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        pushgateway.posts().clear();
    }

    private Program program() {
        return Program.on(database, api)
                .with("inventory.products", "CloudApp,CloudDesktop")
                .with("inventory.telemetry.pushgateway.url", pushgateway.url(""))
                .with("logging.structured.format.console", "ecs");
    }

    /** Returns the code spans in a row of an alarm's table. */
    private static String[] quoted(String title, String where) throws IOException {
        var quoted = QUOTED.matcher(row(title, where))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toArray(String[]::new);
        assertThat(quoted).as("%s, %s", title, where).isNotEmpty();
        return quoted;
    }

    private static String row(String title, String where) throws IOException {
        var page = Files.readString(PAGE);
        var section = page.split("## " + title + "\n", 2)[1].split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| " + where + " |"))
                .findFirst()
                .orElseThrow();
    }
}

package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log lines that a log collector receives. */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogsTest {

    private static final String SCOPE = "main/cn-shanghai/CloudApp";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> "{\"ImageId\":\"i-" + i + "\",\"ProductType\":\"CloudApp\"}")
                    .toList())
            .build();

    @BeforeAll
    static void start() {
        API.start();
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @AfterEach
    void backToPlainText() {
        API.faults().clear();
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT"); // Spring Boot sets this property for the whole process
    }

    @Test
    void aLineOfEcsSaysRunScopePageAndRequest(CapturedOutput log) {
        API.faults()
                .when(call -> call.page() == 2, Fault.throttled(Duration.ofMillis(1)))
                .requests(1);

        assertThat(program("ecs").run("sync", "--debug", "--progress", "never").exitCode())
                .isZero();

        var throttled = only(lines(log), "Retrying in");
        assertThat(throttled.path("log").path("level").asString()).isEqualTo("INFO");
        assertThat(throttled.path("service").path("name").asString()).isEqualTo("image-inventory");
        assertThat(throttled.path("run").asString()).matches("\\d+");
        assertThat(throttled.path("scope").asString()).isEqualTo(SCOPE);
        assertThat(throttled.path("page").asString()).isEqualTo("2");
        assertThat(throttled.path("message").asString())
                .contains(throttled.path("request_id").asString());
        assertThat(throttled.path("request_id").asString()).hasSizeGreaterThan(20);
        var answered = lines(log).stream()
                .filter(line -> line.path("message").asString().contains("10 images of 30"))
                .toList();
        assertThat(answered).hasSize(3).allSatisfy(line -> {
            assertThat(line.path("scope").asString()).isEqualTo(SCOPE);
            assertThat(line.path("message").asString())
                    .contains("page " + line.path("page").asString() + ",")
                    .contains(line.path("request_id").asString());
        });
        assertThat(answered).extracting(line -> line.path("page").asString()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(only(lines(log), "complete: 30 images").path("scope").asString())
                .isEqualTo(SCOPE);
    }

    @Test
    void aRunLogsItsStartEachScopeAndItsEndWithFigures(CapturedOutput log) {
        var outcome = program("ecs").run("sync", "--fresh", "--progress", "never");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEmpty();
        var started = only(lines(log), "Run " + run() + " started");
        assertThat(started.path("scopes").asInt()).isEqualTo(1);
        assertThat(started.path("resumed").asBoolean(true)).isFalse();
        assertThat(started.path("version").asString()).isNotEmpty();
        var scope = only(lines(log), SCOPE + " complete");
        assertThat(scope.path("scope").asString()).isEqualTo(SCOPE);
        assertThat(scope.path("images").asInt()).isEqualTo(30);
        assertThat(scope.path("log").path("level").asString()).isEqualTo("INFO");
        var ended = only(lines(log), "Run " + run() + " complete");
        assertThat(ended.path("run").asString()).isEqualTo(run());
        assertThat(ended.path("outcome").asString()).isEqualTo("complete");
        assertThat(ended.path("complete_scopes").asInt()).isEqualTo(1);
        assertThat(ended.path("images").asInt()).isEqualTo(30);
        assertThat(ended.path("created").asInt() + ended.path("unchanged").asInt())
                .isEqualTo(30);
        assertThat(ended.path("api_requests").asInt()).isEqualTo(3);
        assertThat(ended.path("api_retries").isInt()).isTrue();
        assertThat(ended.path("seconds").isNumber()).isTrue();
        assertThat(lines(log)).hasSize(3);
    }

    @Test
    void aFailedScopeIsAWarningWithCodeRequestAndAdvice(CapturedOutput log) {
        API.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.error(403, "Forbidden.RAM", "no"));

        var outcome = program("ecs")
                .with("inventory.products", "CloudApp,CloudDesktop")
                .run("sync", "--fresh", "--progress", "never");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        var failed = only(lines(log), "CloudDesktop failed");
        assertThat(failed.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(failed.path("scope").asString()).isEqualTo("main/cn-shanghai/CloudDesktop");
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error_code").asString()).isEqualTo("Forbidden.RAM");
        assertThat(failed.path("request_id").asString()).hasSizeGreaterThan(20);
        assertThat(failed.path("advice").asString()).contains("appstreaming:ListImage");
        assertThat(only(lines(log), "partial: 1 of 2 scopes").path("outcome").asString())
                .isEqualTo("partial");
    }

    @Test
    void linesOfNoScopeSayTheRunToo(CapturedOutput log) throws Exception {
        API.faults().when(call -> call.page() == 2, Fault.hang());
        var program = program("ecs").with("inventory.api.read-timeout", "11s");

        try (var stopped = ChildProgram.start(program, "sync")) {
            // Progress is logged every ten seconds, so there was a line before the page was requested again.
            assertThat(API.faults().awaitHanging(2, Duration.ofMinutes(1))).isTrue();
            stopped.terminate();
            assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(143);
            assertThat(lines(stopped.output().lines().filter(line -> line.startsWith("{"))))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .anyMatch(line -> line.path("message").asString().startsWith("Walked 0 of 1 scopes, 1 page, "))
                    .anyMatch(line -> line.path("message").asString().startsWith("Stopping after"))
                    .extracting(line -> line.path("run").asString())
                    .containsOnly(run());
        }
        API.faults().clear();
        assertThat(program.run("sync", "--resume-only", "--progress", "never").exitCode())
                .isZero();

        assertThat(only(lines(log), "Resuming unfinished run").path("run").asString())
                .isEqualTo(run());
    }

    @Test
    void whyARunIsNotGoneOnWithIsSaidOfThatRun(CapturedOutput log) {
        API.faults().always(Fault.error(403, "Forbidden.RAM", "no"));
        assertThat(program("ecs").run("sync", "--progress", "never").exitCode()).isEqualTo(1);
        API.faults().clear();

        var other = program("ecs").with("inventory.products", "CloudDesktop").run("sync", "--progress", "never");

        assertThat(other.exitCode()).isZero();
        var left = only(lines(log), "its scopes have changed");
        assertThat(left.path("run").asString()).matches("\\d+");
        assertThat(left.path("message").asString())
                .startsWith("Cannot resume run " + left.path("run").asString() + ":");
    }

    @Test
    void aLineOfLogstashIsOneToo(CapturedOutput log) {
        API.faults()
                .when(call -> call.page() == 1, Fault.throttled(Duration.ofMillis(1)))
                .requests(1);

        assertThat(program("logstash").run("sync", "--progress", "never").exitCode())
                .isZero();

        var line = only(lines(log), "Retrying in");
        assertThat(line.path("@version").asString()).isEqualTo("1");
        assertThat(line.path("scope").asString()).isEqualTo(SCOPE);
        assertThat(line.path("page").asString()).isEqualTo("1");
    }

    @Test
    void withoutTheSettingALineIsText(CapturedOutput log) {
        API.faults()
                .when(call -> call.page() == 1, Fault.throttled(Duration.ofMillis(1)))
                .requests(1);

        assertThat(program().run("sync", "--progress", "never").exitCode()).isZero();

        assertThat(log.getErr().lines().filter(line -> line.contains("Retrying in")))
                .singleElement()
                .asString()
                .matches("\\S+ INFO  Retrying in .*");
    }

    @Test
    void aFailureIsOneLineAndSecretsAreInNone(CapturedOutput log) {
        API.faults().always(Fault.error(400, "SignatureDoesNotMatch", "your secret is test-secret"));

        assertThat(program("ecs").run("sync", "--debug", "--progress", "never").exitCode())
                .isEqualTo(1);

        assertThat(lines(log)).isNotEmpty();
        assertThat(log.getAll()).contains("SignatureDoesNotMatch").doesNotContain("test-secret", "of-a-test");
    }

    @Test
    void anUnknownFormatIsAWrongConfiguration() {
        var outcome = program("esc").run("sync");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("esc");
        assertThat(API.requests()).isEmpty();
    }

    private static Program program() {
        API.forgetRequests();
        return Program.on(DATABASE, API).with("inventory.products", "CloudApp").with("inventory.page-size", "10");
    }

    private static Program program(String format) {
        return program().with("logging.structured.format.console", format);
    }

    /** Returns the newest run. */
    private static String run() {
        return Sql.on(DATABASE)
                .rows("SELECT max(run_id) FROM inventory.sync_run")
                .get(0);
    }

    private static List<JsonNode> lines(CapturedOutput log) {
        return lines(log.getErr().lines());
    }

    private static List<JsonNode> lines(Stream<String> lines) {
        return lines.<JsonNode>map(JsonMapper.shared()::readTree).toList();
    }

    private static JsonNode only(List<JsonNode> lines, String words) {
        var found = lines.stream()
                .filter(line -> line.path("message").asString().contains(words))
                .toList();
        assertThat(found).as(words).hasSize(1);
        return found.get(0);
    }
}

package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** With {@code --output json}, every command prints one JSON document, even if it fails. */
class JsonOutputTest {

    /** All commands, each with its required arguments. */
    private static final List<String> COMMANDS = List.of(
            "sync",
            "migrate",
            "status",
            "doctor",
            "changes",
            "show img-a",
            "verify",
            "rebuild",
            "prune --keep 400d",
            "config check");

    /** Commands without a result of their own, or that read no configuration. */
    private static final List<String> OTHERS = List.of("completion", "help");

    @RegisterExtension
    static final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    static final PostgresDatabase empty = new PostgresDatabase();

    private static StandIn api;

    @BeforeAll
    static void aRunHasEnded() {
        api = StandIn.builder()
                .documents(List.of(ThreeMonths.A, ThreeMonths.plain("img-b")))
                .build()
                .start();
        assertThat(program().run("sync", "--progress", "never").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Program program() {
        return Program.on(database, api).with("inventory.products[0]", "CloudApp");
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    static Stream<String> commandsThatUseTheDatabase() {
        return COMMANDS.stream().filter(command -> !command.equals("doctor") && !command.equals("config check"));
    }

    @Test
    void noCommandIsMissingHere() {
        var help = program().run("--help").out().split("Commands:|Exit codes:", -1)[1];

        assertThat(help.lines().filter(line -> line.matches(" {2}\\S.*")).map(line -> line.strip()
                        .split(" ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(COMMANDS.stream().map(command -> command.split(" ", 2)[0]), OTHERS.stream())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatSucceedsPrintsItsDocument(String command) {
        var outcome = run(program().asOwner(database), command);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(StrictJson.read(outcome.out()).has("error")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aBrokenConfigurationIsAnError(String command) {
        var outcome = run(program().with("inventory.page-size", "101"), command);

        assertError(outcome, 2, "Configuration", "inventory.page-size must be a whole number between 1 and 100");
    }

    @ParameterizedTest
    @MethodSource("commandsThatUseTheDatabase")
    void aDatabaseOutOfReachIsAnError(String command) {
        var outcome = run(program().with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere"), command);

        var error = assertError(outcome, 1, "DatabaseUnreachable", "database 127.0.0.1:1/nowhere: no connection");
        assertThat(error.get("advice").stringValue()).startsWith("Check spring.datasource.url");
    }

    @ParameterizedTest
    @MethodSource("commandsThatUseTheDatabase")
    void aWrongPasswordIsAnErrorWithTheDatabasesOwnCode(String command) {
        var outcome = run(program().with("spring.datasource.username", "nobody"), command);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(StrictJson.read(outcome.out()).at("/error/code").stringValue())
                .startsWith("Database28");
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes", "show img-a", "verify", "sync", "sync --dry-run"})
    void aMissingSchemaIsAnError(String command) {
        var outcome = run(Program.on(empty, api).with("inventory.migrate", "never"), command);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(StrictJson.read(outcome.out()).at("/error/code").stringValue())
                .isEqualTo(command.startsWith("sync") ? "SchemaOutdated" : "Database42P01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "rebuild", "prune --keep 1d"})
    void aLockHeldByAnotherRunIsAnError(String command) throws SQLException {
        try (var other = Sql.on(database).connect();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(x'696D616765696E76'::bigint)");

            assertError(run(program().asOwner(database), command), 75, "RunLockHeld", "another run holds this");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsAnErrorWithAPointerToTheHelp(String command) {
        var outcome = run(program(), command + " --no-such-option");

        var error = assertError(outcome, 2, "Usage", "Unknown option: '--no-such-option'");
        assertThat(error.get("advice").stringValue())
                .isEqualTo("Try: image-inventory "
                        + (command.startsWith("config ") ? command : command.split(" ", 2)[0])
                        + " --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --output json                              | No command given: use one of sync, migrate
            --output=json synk                         | is not a command: did you mean image-inventory sync?
            config chek --output json                  | is not a command: did you mean image-inventory config check?
            config --output json                       | No command given: use one of check, example, schema
            status --output json now                   | Unexpected argument 'now' for status
            prune --output json                        | Missing required option: '--keep=PERIOD'
            prune --keep 12m --output json             | Invalid value for option '--keep'
            changes --limit many --output json         | Invalid value for option '--limit'
            changes --limit 0 --output json            | Invalid value for option '--limit'
            changes --image --output json              | Expected parameter for option '--image'
            changes --output json --output text        | should be specified only once
            --output json show                         | Missing required parameter: 'IMAGE_ID'
            sync --output json --config                | Missing required parameter for option '--config'
            """)
    void wrongUsageIsAnErrorWhereverTheOptionStands(String arguments, String message) {
        var outcome = CommandLineTest.run(arguments.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        var error = StrictJson.read(outcome.out()).get("error");
        assertThat(error.get("code").stringValue()).isEqualTo("Usage");
        assertThat(error.get("message").stringValue()).contains(message);
        assertThat(outcome.err()).contains(message, "Try: ");
    }

    @ParameterizedTest
    @CsvSource({
        "changes --since 2026-02-01 --until 2026-01-01, is not before --until",
        "show img-a --as-of 9999-01-01, --as-of"
    })
    void aQuestionWithoutAnAnswerIsAnError(String command, String message) {
        assertError(run(program(), command), 2, "Configuration", message);
    }

    @Test
    void aConfigurationFileThatDoesNotExistIsAnError() {
        var outcome = CommandLineTest.run("status", "--config", "/nowhere/inventory.yaml", "--output", "json");

        assertThat(StrictJson.read(outcome.out()).at("/error/code").stringValue())
                .isEqualTo("Configuration");
    }

    @Test
    void theApisFailureStandsInTheRunsOwnDocument() {
        try (var broken =
                StandIn.builder().images(3).accessKey("other", "other").build().start()) {
            var outcome =
                    run(Program.on(database, broken).with("inventory.products[0]", "WuyingServer"), "sync --fresh");

            assertThat(outcome.exitCode()).isEqualTo(1);
            var document = StrictJson.read(outcome.out());
            assertThat(document.get("outcome").stringValue()).isEqualTo("failed");
            assertThat(document.at("/walks/0/error_code").stringValue()).startsWith("InvalidAccessKeyId");
        }
    }

    @Test
    void aDoctorThatFindsFaultsPrintsItsOwnDocument() {
        var outcome = run(program().with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere"), "doctor");

        assertThat(outcome.exitCode()).isEqualTo(1);
        var document = StrictJson.read(outcome.out());
        assertThat(document.get("ok").booleanValue()).isFalse();
        assertThat(document.has("error")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theVersionIsADocument(String command) {
        var outcome = CommandLineTest.run(command.split(" ", 2)[0], "--version", "--output", "json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(StrictJson.read(outcome.out()).get("version").stringValue()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private static Program.Outcome run(Program program, String command) {
        var arguments = Stream.concat(Arrays.stream(command.split(" ", -1)), Stream.of("--output", "json"));
        return program.run(arguments.toArray(String[]::new));
    }

    private static JsonNode assertError(Program.Outcome outcome, int exitCode, String code, String message) {
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        var error = StrictJson.read(outcome.out()).get("error");
        assertThat(error.get("code").stringValue()).isEqualTo(code);
        assertThat(error.get("message").stringValue()).contains(message);
        assertThat(error.has("advice")).isTrue();
        assertThat(outcome.err()).contains("image-inventory: ").contains(message);
        return error;
    }
}

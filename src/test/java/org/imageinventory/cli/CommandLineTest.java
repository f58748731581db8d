package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees if the program contacts nothing: exit code, standard output and standard error. */
class CommandLineTest {

    private static final String DATABASE = "spring.datasource.url: jdbc:postgresql://127.0.0.1:1/nowhere\n";

    @TempDir
    private Path folder;

    @Test
    void helpNamesCommandsExitCodesAndExamples() {
        var result = run("--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "sync ",
                        "migrate ",
                        "status ",
                        "doctor ",
                        "75 ",
                        "143 ",
                        "130 ",
                        "image-inventory sync --config");
    }

    @Test
    void helpTellsEachCommandInAWholeSentence() {
        var commands = run("--help").out().split("Commands:|Exit codes:", -1)[1].strip();

        assertThat(commands.split("\\R {2}(?! )", -1)).hasSize(12).allMatch(command -> command.endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "migrate", "status", "doctor"})
    void everyCommandHasHelpAndVersion(String command) {
        assertThat(run(command, "--help").out()).contains("Usage: image-inventory " + command, "--config", "--debug");
        assertThat(run(command, "--version").out()).matches("image-inventory \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            ""                    | No command given: use one of sync, migrate, status, doctor | image-inventory --help
            synk                  | 'synk' is not a command: did you mean image-inventory sync? | image-inventory --help
            staus                 | did you mean image-inventory status?                | image-inventory --help
            config chek           | 'chek' is not a command: did you mean image-inventory config check? | image-inventory config --help
            config                | No command given: use one of check, example, schema | image-inventory config --help
            help synk             | 'synk' is not a command: did you mean image-inventory sync? | image-inventory --help
            help config chek      | did you mean image-inventory config check?          | image-inventory config --help
            backup                | 'backup' is not a command: use one of sync, migrate, status, doctor | image-inventory --help
            status now            | Unexpected argument 'now' for status                | image-inventory status --help
            sync --frehs          | Possible solutions: --fresh                         | image-inventory sync --help
            sync --output xml     | Invalid value for option '--output': expected one of [text, json] | image-inventory sync --help
            sync --progress maybe | expected one of [auto, always, never]               | image-inventory sync --help
            status --fresh        | Unknown option: '--fresh'                           | image-inventory status --help
            sync --config         | Missing required parameter for option '--config'    | image-inventory sync --help
            """)
    void wrongUsageIsToldInAFewLinesWithAPointerToTheHelp(String arguments, String message, String hint) {
        var result = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message, "Try: " + hint);
        assertThat(lines(result)).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"help, --help", "help sync, sync --help", "help config check, config check --help"})
    void helpPrintsWhatTheOptionPrints(String command, String option) {
        var result = run(command.split(" ", -1));

        assertThat(result).isEqualTo(run(option.split(" ", -1)));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith(
                        "Usage: image-inventory " + option.replace("--help", "").strip());
    }

    @Test
    void theExampleConfigurationIsReadable() {
        var example = run("config", "example");

        assertThat(example.exitCode()).isZero();
        var checked = run("config", "check", "--config", write(example.out()).toString());
        assertThat(checked.err()).isEmpty();
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out())
                .contains("ok    configuration             6 scopes: accounts main;")
                .contains("ok    database                  localhost:5432/inventory (not contacted)");
    }

    @Test
    void aCheckFindsWhatOtherCommandsFindWithoutADatabase() {
        assertConfigurationError(
                run(
                        "config",
                        "check",
                        "--config",
                        write("inventory: { page-sise: 10 }").toString()),
                "inventory.page-sise is not a setting: did you mean inventory.page-size?",
                "inventory.yaml:1)");
        assertConfigurationError(
                run(
                        "config",
                        "check",
                        "--config",
                        write("spring.datasource.url: jdbc:mysql://h/d").toString()),
                "spring.datasource.url must begin with jdbc:postgresql:");
        assertConfigurationError(
                run(
                        "config",
                        "check",
                        "--config",
                        write("logging.structured.format.console: xml").toString()),
                "logging.structured.format.console must be ecs or gelf or logstash");
        var without = run(
                "config",
                "check",
                "--config",
                write("inventory: { products: [CloudAps] }").toString());
        assertThat(without.exitCode()).isZero();
        assertThat(without.out())
                .contains("warn  products", "known to this version: CloudAps")
                .contains("warn  database                  spring.datasource.url is not set here");
    }

    @Test
    void theCompletionKnowsCommandsAndOptions() {
        var script = run("completion").out();

        assertThat(script)
                .contains(
                        "complete -F _complete_image-inventory",
                        "--accept-mass-delete",
                        "_picocli_image-inventory_config_check");
        assertThat(run("completion").out()).isEqualTo(script);
    }

    @Test
    void aMissingFileIsNamed() {
        var file = folder.resolve("none.yaml");

        assertConfigurationError(run("status", "--config", file.toString()), file + " does not exist");
    }

    @Test
    void aFolderIsNoFile() {
        assertConfigurationError(run("status", "--config", folder.toString()), folder + " is not a regular file");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        var file = write("inventory:\n  page-size: 10\n   x: [\n");

        assertConfigurationError(
                run("status", "--config", file.toString()), file + ":3:5 is not YAML: mapping values are not allowed");
    }

    @Test
    void aFileThatIsNotUtf8IsToldSo() throws IOException {
        var file = Files.write(folder.resolve("latin.yaml"), "# Größe".getBytes(StandardCharsets.ISO_8859_1));

        assertConfigurationError(
                run("status", "--config", file.toString()), file + " is not YAML: it is not UTF-8 text");
    }

    @Test
    void aKeyWrittenTwiceIsToldWithItsLine() {
        var file = write("inventory:\n  page-size: 10\n  page-size: 20\n");

        assertConfigurationError(
                run("status", "--config", file.toString()), file + ":", "found duplicate key page-size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "hello\n"})
    void aFileThatIsNoMappingIsRefused(String text) {
        var file = write(text);

        assertConfigurationError(
                run("status", "--config", file.toString()),
                file + " is not a YAML mapping: use the keys inventory, spring, logging");
    }

    @Test
    void anUnknownRootKeyIsNamedWithItsLine() {
        var file = write("inventry:\n  page-size: 10\n");

        assertConfigurationError(
                run("status", "--config", file.toString()),
                "'inventry' is not a known key: use inventory, spring, logging (" + file + ":2)");
    }

    @Test
    void anUnknownSettingIsNamedWithItsPlaceAndAGuess() {
        var file = write(DATABASE + "inventory:\n  mass-delete-guard:\n    ration: 0.5\n");

        assertConfigurationError(
                run("sync", "--config", file.toString()),
                "inventory.mass-delete-guard.ration is not a setting: did you mean inventory.mass-delete-guard.ratio? ("
                        + file + ":4)");
    }

    @Test
    void aBadValueIsNamedWithItsPlace() {
        var file = write(DATABASE + "inventory:\n  page-size: 101\n");

        assertConfigurationError(
                run("sync", "--config", file.toString()),
                "inventory.page-size must be a whole number between 1 and 100, not 101 (" + file + ":3)");
    }

    @Test
    void aBadSettingIsFoundBeforeTheDatabaseIsAsked() {
        var file = write(DATABASE + "inventory: { regions: [] }\n");

        for (var command : new String[] {"sync", "migrate", "status", "doctor"}) {
            assertConfigurationError(
                    run(command, "--config", file.toString()), "inventory.regions must have at least one entry");
        }
    }

    @Test
    void aMissingDatabaseIsAskedFor() {
        assertConfigurationError(
                run("sync", "--config", write("inventory: {}").toString()),
                "spring.datasource.url is not set",
                "in the file of --config or as SPRING_DATASOURCE_URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql://u:hidden@host/db", "postgresql://u:hidden@host/db", "jdbc:postgresql://h:hidden/db"
            })
    void anotherDatabaseIsRefusedWithoutRepeatingWhatMayBeAPassword(String url) {
        var result =
                run("sync", "--config", write("spring.datasource.url: " + url).toString());

        assertConfigurationError(result, "spring.datasource.url", "jdbc:postgresql:");
        assertThat(result.err()).doesNotContain("hidden");
    }

    @Test
    void aDatabaseOutOfReachIsToldWithItsAddressAndWithoutItsPassword() {
        var url = "spring.datasource.url: jdbc:postgresql://127.0.0.1:1/nowhere?password=hidden\n";
        var result = run("sync", "--config", write(url).toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("image-inventory: database 127.0.0.1:1/nowhere: no connection: Connection refused")
                .contains("Check spring.datasource.url")
                .doesNotContain("hidden", "\tat ")
                .hasLineCount(2);
    }

    @Test
    void debugShowsTheStackTrace() {
        var result = run("sync", "--debug", "--config", write(DATABASE).toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("\tat ", "image-inventory: database 127.0.0.1:1/nowhere");
    }

    @Test
    void doctorTellsWhatFailedAndGoesOn() {
        var result = run("doctor", "--config", write(DATABASE).toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "ok    configuration             6 scopes: accounts main; regions cn-shanghai, ap-southeast-1;",
                        "FAIL  database                  127.0.0.1:1/nowhere: no connection: Connection refused",
                        "      Check spring.datasource.url");
    }

    @Test
    void doctorDoubtsAProductThatIsNotKnown() {
        var result = run(
                "doctor",
                "--config",
                write(DATABASE + "inventory: { regions: [cn-shanghai], products: [CloudAps] }")
                        .toString());

        assertThat(result.out())
                .contains(
                        "ok    configuration             1 scope: accounts main",
                        "warn  products                  not known to this version: CloudAps",
                        "known products are CloudApp,");
    }

    @Test
    void aFileOfAnyNameAndPlaceIsRead() throws IOException {
        var file = Files.writeString(folder.resolve("odd, name;%41 [x]*.conf"), DATABASE + "inventory.page-size: 0");

        assertConfigurationError(run("status", "--config", file.toString()), "inventory.page-size must be");
    }

    private static void assertConfigurationError(Result result, String... messages) {
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("image-inventory: ")
                .contains(messages)
                .hasLineCount(1);
    }

    private Path write(String yaml) {
        try {
            return Files.writeString(folder.resolve("inventory.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int lines(Result result) {
        return (int) result.err().lines().count();
    }

    static Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = ImageInventory.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    record Result(int exitCode, String out, String err) {}
}

package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The values that {@code spring.datasource.url} accepts. No command prints a password in it. */
class DatabaseUrlTest {

    private static final String PASSWORD = "s3cretOfTheUrl";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1/x?sslmode=disable",
                "jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1",
                "jdbc:postgresql://127.0.0.1:1,u:s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1,127.0.0.1:2/x",
                "jdbc:postgresql://u:s3cretOfTheUrl@more@127.0.0.1:1/x",
                "jdbc:postgresql://u:1@s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://u:s3cretOfTheUrl%40more@127.0.0.1:1/x",
                "jdbc:postgresql://u:s3cretOfTheUrl%40127.0.0.1:1/x",
                "jdbc:postgresql://u:1/s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://u:1/?s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://u:1/x?a=s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql:u:s3cretOfTheUrl@127.0.0.1:1/x"
            })
    void aUserOrPasswordBeforeAnAtSignIsRefusedAndNotRepeated(String url) {
        var result = run(url, "status");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "spring.datasource.url",
                        "'@'",
                        "jdbc:postgresql://host:port/database",
                        "spring.datasource.username",
                        "spring.datasource.password")
                .doesNotContain(PASSWORD)
                .doesNotContain("127.0.0.1");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "sync --dry-run",
                "migrate",
                "status",
                "doctor",
                "changes",
                "show img-1",
                "verify",
                "rebuild",
                "prune --keep 1d"
            })
    void everyCommandRefusesItInTextAndInJson(String command) {
        for (var options : List.of("", " --output json", " --debug", " --output json --debug")) {
            var result = run("jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1/x", (command + options).split(" ", -1));

            assertThat(result.exitCode()).as(command + options).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .as(command + options)
                    .contains("spring.datasource.url")
                    .doesNotContain(PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:s3cretOfTheUrl/x",
                "jdbc:postgresql://u:s3cretOfTheUrl/x",
                "jdbc:postgresql://u:p:s3cretOfTheUrl/x",
                "jdbc:postgresql://u:1?s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql://127.0.0.1:1/x?password=%zzs3cretOfTheUrl",
                "postgresql://u:s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:mysql://u:s3cretOfTheUrl@127.0.0.1:1/x",
                "jdbc:postgresql//u:s3cretOfTheUrl@127.0.0.1:1/x",
                "u:s3cretOfTheUrl@127.0.0.1:1/x"
            })
    void aUrlThatIsNoneIsNotRepeated(String url) {
        for (var command : List.of("status", "status --debug", "doctor --output json --debug")) {
            var result = run(url, command.split(" ", -1));

            assertThat(result.exitCode()).as(command).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .as(command)
                    .contains("spring.datasource.url")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void aUrlOfThePoolsOwnIsRefused() {
        var result = run(
                "jdbc:postgresql://127.0.0.1:1/x\nspring.datasource.hikari.jdbc-url: jdbc:postgresql://u:s3cretOfTheUrl@127.0.0.1:1/x",
                "status");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("spring.datasource.hikari.jdbc-url", "spring.datasource.url")
                .doesNotContain(PASSWORD);
    }

    @Test
    void theDriversParametersForUserAndPasswordMoveOutOfTheUrl() {
        var environment = environment("jdbc:postgresql://a:1,b/x?user=me%40server&sslmode=disable&password=p%26%2B"
                + PASSWORD + "&options=-c");

        var address = DatabaseAddress.of(environment);

        assertThat(address).hasToString("a:1,b:5432/x");
        assertThat(environment.getProperty("spring.datasource.url"))
                .isEqualTo("jdbc:postgresql://a:1,b/x?sslmode=disable&options=-c");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me@server");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p&+" + PASSWORD);
    }

    @Test
    void anAtSignInAParameterOfTheDriverIsAllowed() {
        var environment = environment("jdbc:postgresql://a/x?user=me@server");

        assertThat(DatabaseAddress.of(environment)).hasToString("a:5432/x");
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://a/x");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me@server");
    }

    @Test
    void aUrlWithoutThemIsLeftAsItIs() {
        var environment = environment("jdbc:postgresql://a/x?sslmode=disable");

        assertThat(DatabaseAddress.of(environment)).hasToString("a:5432/x");
        assertThat(environment.getPropertySources().stream()
                        .findFirst()
                        .orElseThrow()
                        .getName())
                .isEqualTo("test");
    }

    private static StandardEnvironment environment(String url) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("spring.datasource.url", url, "spring.datasource.username", "other")));
        return environment;
    }

    private record Result(int exitCode, String out, String err) {}

    private Result run(String url, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", write(url).toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = ImageInventory.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path write(String url) {
        try {
            return Files.writeString(folder.resolve("test.yaml"), "spring.datasource.url: " + url + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

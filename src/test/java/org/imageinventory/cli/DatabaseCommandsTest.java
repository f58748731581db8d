package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the commands say about a database that answers. */
class DatabaseCommandsTest {

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        sql("CREATE ROLE reader LOGIN PASSWORD 'secret'", "REVOKE CREATE ON DATABASE postgres FROM PUBLIC");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void doctorFindsNothingWrongForAnOwner() {
        var result = run("doctor", "postgres", "postgres", "");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("ok    configuration   6 scopes", "ok    database        PostgreSQL ", " as postgres")
                .contains("ok    schema ", "ok    rights          enough to migrate and to write");
    }

    @Test
    void doctorTellsTheRightsThatMigratingNeeds() {
        var result = run("doctor", "reader", "postgres", "");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("FAIL  rights          missing: CREATE ON DATABASE postgres")
                .contains("GRANT CREATE ON DATABASE postgres TO reader;");
    }

    @Test
    void doctorTellsTheRightsThatWritingNeeds() throws SQLException {
        sql(
                "CREATE SCHEMA inventory",
                "CREATE TABLE inventory.image (x int)",
                "CREATE TABLE inventory.image_revision (x int)",
                "CREATE TABLE inventory.sync_run (x int)",
                "GRANT SELECT ON inventory.image TO reader",
                "GRANT SELECT, INSERT ON inventory.image_revision TO reader",
                "GRANT SELECT, INSERT, UPDATE ON inventory.sync_run TO reader");
        try {
            var result = run("doctor", "reader", "postgres", "inventory.migrate: never");

            assertThat(result.out())
                    .contains("missing: USAGE ON SCHEMA inventory; INSERT, UPDATE ON TABLE inventory.image\n");
        } finally {
            sql("DROP SCHEMA inventory CASCADE");
        }
    }

    @Test
    void doctorRefusesASchemaThatIsBehindWhereItMayNotMigrate() {
        var result = run("doctor", "postgres", "postgres", "inventory.migrate: never", "--output", "json");

        var json = JsonMapper.builder().build().readTree(result.out());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.get("checks").get(2).get("level").stringValue()).isEqualTo("fail");
        assertThat(json.get("checks").get(2).get("advice").stringValue()).startsWith("run migrate");
    }

    @ParameterizedTest
    @CsvSource({"sync", "doctor"})
    void aMissingDatabaseOrRoleIsToldWithAWayOut(String command) {
        var database = run(command, "postgres", "nowhere", "");
        var role = run(command, "nobody", "postgres", "");

        assertThat(database.exitCode()).isEqualTo(1);
        assertThat(database.out() + database.err())
                .contains("/nowhere: FATAL: database \"nowhere\" does not exist", "create the database")
                .doesNotContain("secret", "\tat ");
        assertThat(role.exitCode()).isEqualTo(1);
        assertThat(role.out() + role.err())
                .contains("role \"nobody\" does not exist", "check spring.datasource.username and password")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void theWholeApplicationStartsAndPrintsNothingButResults() {
        var result = run("sync", "postgres", "postgres", "", "--progress", "never", "--output", "json");

        assertThat(result.err()).isEmpty();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(result.out())
                        .get("walks")
                        .isArray())
                .isTrue();
    }

    private Result run(String command, String user, String database, String yaml, String... more) {
        var args = new ArrayList<>(List.of(command, "--config", write(user, database, yaml)));
        args.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = ImageInventory.run(
                args.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String write(String user, String database, String yaml) {
        try {
            return Files.writeString(
                            folder.resolve("inventory.yaml"),
                            """
                            spring.datasource:
                              url: jdbc:postgresql://localhost:%d/%s
                              username: %s
                              password: secret
                            %s
                            """
                                    .formatted(postgres.getPort(), database, user, yaml))
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private record Result(int exitCode, String out, String err) {}
}

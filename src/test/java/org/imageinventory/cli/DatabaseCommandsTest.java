package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands report about a database that can be reached. */
class DatabaseCommandsTest {

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    private final String reader = "reader_" + UUID.randomUUID().toString().substring(0, 8);

    private final StandIn api = StandIn.builder()
            .images(3)
            .seed(1)
            .accessKey("test-id", "test-secret")
            .build()
            .start();

    @BeforeEach
    void makeRole() throws SQLException {
        sql("CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'");
    }

    @AfterEach
    void dropRole() throws SQLException {
        sql("DROP OWNED BY " + reader, "DROP ROLE " + reader);
        api.close();
    }

    @Test
    void doctorFindsNothingWrongForAnOwner() {
        var result = program().run("doctor");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("ok    configuration             3 scopes: accounts main; regions cn-shanghai; products")
                .contains("ok    database                  PostgreSQL ")
                .contains("ok    schema                    not created yet; pending migrations: 1, 2")
                .contains("ok    rights                    enough to migrate and to write")
                .contains("ok    credentials main          ")
                .containsPattern("ok    api main/cn-shanghai/CloudApp  \\d images?, responded in ")
                .contains("api main/cn-shanghai/CloudDesktop  ", "api main/cn-shanghai/WuyingServer  ")
                .contains("ok    clock                     same as the API's");
    }

    @Test
    void doctorTellsTheRightThatTheFirstMigrationNeeds() {
        var result = asReader(program()).run("doctor");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("FAIL  rights                    missing: CREATE on DATABASE ")
                .containsPattern("GRANT CREATE ON DATABASE \\S+\\s+TO\\s+" + reader + ";");
    }

    @Test
    void whatDoctorAsksForIsWhatAWriterNeeds() throws SQLException {
        program().run("migrate");
        var writer = asReader(program()).with("inventory.migrate", "never");

        var before = json(writer.run("doctor", "--output", "json").out());
        var rights = before.get("checks").get(3);
        assertThat(rights.get("detail").stringValue())
                .startsWith("missing: USAGE on SCHEMA ")
                .contains("SELECT, INSERT on inventory.image_change, inventory.image_revision;")
                .containsPattern("SELECT, INSERT, UPDATE, DELETE on \\d+ tables such as inventory.image_app");
        sql(rights.get("advice").stringValue().replaceFirst("^let an owner run: ", ""));

        var after = json(writer.run("doctor", "--output", "json").out());
        assertThat(after.get("ok").booleanValue()).isTrue();
        var sync = writer.run("sync", "--progress", "never");
        assertThat(sync.err()).isEmpty();
        assertThat(sync.out()).contains("complete: 3 of 3 scopes complete");
    }

    @Test
    void doctorRefusesASchemaThatIsBehindWhereItMayNotMigrate() {
        var result = program().with("inventory.migrate", "never").run("doctor", "--output", "json");

        var schema = json(result.out()).get("checks").get(2);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(schema.get("level").stringValue()).isEqualTo("fail");
        assertThat(schema.get("advice").stringValue()).startsWith("run migrate");
    }

    @Test
    void migrateTellsWhatItApplied() {
        var first = program().run("migrate");
        var second = program().run("migrate");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("applied 1 ", "schema migrated from an empty database to version ");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("schema is up to date at version ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sync", "sync --dry-run", "migrate", "rebuild", "prune --keep 1d", "prune --keep 1d --dry-run"})
    void aSchemaOfALaterVersionIsLeftAlone(String command) throws SQLException {
        program().run("migrate");
        aLaterVersionMigrates();

        for (var migrate : List.of("auto", "never")) {
            var result = program().with("inventory.migrate", migrate).run(command.split(" ", -1));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("the schema is newer than this program: it is at version 9999")
                    .contains("Run the program that migrated it, or a later one");
        }
        assertThat(api.requests()).isEmpty();
        assertThat(rows("inventory.sync_run")).isZero();
    }

    @Test
    void doctorTellsOfASchemaOfALaterVersion() throws SQLException {
        program().run("migrate");
        aLaterVersionMigrates();

        var result = program().run("doctor");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("FAIL  schema                    version 9999, newer than this program")
                .contains("run the program that migrated it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "status", "migrate", "doctor"})
    void aMissingDatabaseIsToldWithAWayOut(String command) {
        var result = program()
                .with("spring.datasource.url", database.jdbcUrl() + "_gone")
                .run(command);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat((result.out() + result.err()).replaceAll("\\s+", " "))
                .containsPattern("FATAL: database \"\\S+_gone\" does not exist")
                .contains("Create the database")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "doctor"})
    void aWrongPasswordOrRoleIsToldWithAWayOut(String command) {
        var result =
                program().with("spring.datasource.username", reader + "_gone").run(command);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .contains(reader + "_gone", "Check spring.datasource.username and password")
                .doesNotContain("\tat ");
    }

    @Test
    void beforeTheFirstSyncTheStatusIsEmpty() {
        var text = program().run("status");
        var document = json(program().run("status", "--output", "json").out());

        assertThat(text.exitCode()).isZero();
        assertThat(text.err()).isEmpty();
        assertThat(text.out().lines()).containsExactly("no run yet", "", "no scope yet");
        assertThat(document.get("runs")).isEmpty();
        assertThat(document.get("scopes")).isEmpty();
        assertThat(document.get("unfinished_run").isNull()).isTrue();
    }

    @Test
    void resultsAreAllThatIsPrinted() {
        var sync = program().run("sync", "--progress", "never", "--output", "json");
        var status = program().run("status", "--output", "json");

        assertThat(sync.err() + status.err()).isEmpty();
        assertThat(json(sync.out()).get("outcome").stringValue()).isEqualTo("complete");
        assertThat(json(status.out()).get("runs")).hasSize(1);
        assertThat(json(status.out()).get("scopes")).hasSize(3);
    }

    private Program program() {
        return Program.on(database, api);
    }

    private Program asReader(Program program) {
        return program.with("spring.datasource.username", reader).with("spring.datasource.password", "secret");
    }

    private void aLaterVersionMigrates() throws SQLException {
        sql(
                """
                INSERT INTO inventory.flyway_schema_history
                SELECT installed_rank + 1, '9999', 'of a later version', type, 'V9999__of_a_later_version.sql', 1,
                       installed_by, now(), 1, true
                FROM inventory.flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
                """);
    }

    private long rows(String table) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}

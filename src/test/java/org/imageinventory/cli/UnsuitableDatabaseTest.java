package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Databases that cannot hold an inventory. {@code doctor} and all commands that write report the same problem, and
 * nothing is written.
 */
class UnsuitableDatabaseTest {

    private static final List<String> WRITERS =
            List.of("sync", "sync --dry-run", "migrate", "rebuild", "prune --keep 1d");

    private static final String FIRST_MIGRATION =
            "INSERT INTO inventory.flyway_schema_history VALUES (1, '1', 'first', 'SQL', 'V1__first.sql', 1, 'x', now(), 1, true)";

    @RegisterExtension
    static final PostgresDatabase LATIN1 = PostgresDatabase.encoded("LATIN1");

    @RegisterExtension
    static final PostgresDatabase SQL_ASCII = PostgresDatabase.encoded("SQL_ASCII");

    @RegisterExtension
    static final PostgresDatabase EUC_CN = PostgresDatabase.encoded("EUC_CN");

    static final List<PostgresDatabase> ENCODED = List.of(LATIN1, SQL_ASCII, EUC_CN);

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase().perTest();

    private final String role = "clerk_" + UUID.randomUUID().toString().substring(0, 8);

    private final StandIn api = StandIn.builder()
            .images(3)
            .seed(1)
            .accessKey("test-id", "test-secret")
            .build()
            .start();

    @AfterEach
    void stop() {
        api.close();
        if (!Sql.on(database)
                .rows("SELECT FROM pg_roles WHERE rolname = '" + role + "'")
                .isEmpty()) {
            Sql.on(database).run("SET TRANSACTION READ WRITE", "DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    @ParameterizedTest
    @FieldSource("ENCODED")
    void anEncodingThatCannotHoldEveryText(PostgresDatabase encoded) {
        var name = Sql.on(encoded).rows("SELECT current_database()").get(0);
        var encoding = Sql.on(encoded).rows("SHOW server_encoding").get(0);

        assertUnsuitable(
                Program.on(encoded, api),
                "database",
                "the encoding of database " + name + " is " + encoding,
                "createdb --encoding=UTF8 --template=template0");
        assertThat(Sql.on(encoded).rows("SELECT nspname FROM pg_namespace WHERE nspname IN ('inventory', 'batch')"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            inventory | an object  | CREATE TABLE inventory.customer ()                           | inventory.customer
            inventory | 2 objects  | CREATE TABLE inventory.b (); CREATE VIEW inventory.a AS SELECT 1 | inventory.a
            inventory | an object  | CREATE FUNCTION inventory.total() RETURNS int RETURN 1       | inventory.total
            inventory | an object  | CREATE TYPE inventory.mood AS ENUM ('good')                  | inventory.mood
            inventory | an object  | CREATE TABLE inventory.flyway_schema_history (id int)        | inventory.flyway_schema_history
            batch     | an object  | CREATE TABLE batch.batch_job_instance ()                     | batch.batch_job_instance
            """)
    void aSchemaOfAnotherProgram(String schema, String objects, String statements, String example) {
        Sql.on(database).run("CREATE SCHEMA " + schema, statements);

        assertUnsuitable(
                program(),
                "schema",
                "schema " + schema + " holds " + objects + " of another program, such as " + example,
                "ALTER SCHEMA " + schema + " RENAME TO");
        assertThat(Sql.on(database).rows("SELECT to_regclass('inventory.image')"))
                .containsExactly("null");
    }

    @Test
    void anotherProgramsFlywayHistory() {
        assertThat(program().run("migrate").exitCode()).isZero();
        Sql.on(database)
                .run(
                        "CREATE TABLE public.template AS SELECT * FROM inventory.flyway_schema_history WHERE false",
                        "DROP SCHEMA inventory, batch CASCADE",
                        "CREATE SCHEMA inventory",
                        "ALTER TABLE public.template SET SCHEMA inventory",
                        "ALTER TABLE inventory.template RENAME TO flyway_schema_history",
                        FIRST_MIGRATION,
                        "CREATE TABLE inventory.customer ()");

        assertUnsuitable(
                program(), "schema", "schema inventory holds 2 objects of another program", "ALTER SCHEMA inventory");
    }

    @Test
    void emptySchemasAndOurOwnAreSuitable() {
        Sql.on(database).run("CREATE SCHEMA inventory", "CREATE SCHEMA batch");

        assertThat(program().run("doctor").exitCode()).isZero();
        assertThat(program().run("migrate").exitCode()).isZero();
        Sql.on(database).run("CREATE VIEW inventory.of_a_user AS SELECT count(*) FROM inventory.image");
        assertThat(program().run("doctor").exitCode()).isZero();
        assertThat(program().run("sync").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ROLE %1$s                | for role %1$s                  | ALTER ROLE %1$s RESET default_transaction_read_only;
            DATABASE %2$s            | for database %2$s              | ALTER DATABASE %2$s RESET default_transaction_read_only;
            ROLE %1$s IN DATABASE %2$s | for role %1$s in database %2$s | ALTER ROLE %1$s IN DATABASE %2$s RESET default_transaction_read_only;
            """)
    void readOnlyByDefault(String target, String detail, String advice) {
        var name = Sql.on(database).rows("SELECT current_database()").get(0);
        Sql.on(database)
                .run(
                        "CREATE ROLE " + role + " LOGIN PASSWORD 'of-a-test'",
                        "GRANT CREATE ON DATABASE " + name + " TO " + role,
                        "ALTER " + target.formatted(role, name) + " SET default_transaction_read_only = on");

        assertUnsuitable(
                asRole(),
                "database",
                "default_transaction_read_only is on " + detail.formatted(role, name) + ", so nothing can be written",
                advice.formatted(role, name));
    }

    @Test
    void triggersThatDoNotFire() {
        var name = Sql.on(database).rows("SELECT current_database()").get(0);
        Sql.on(database)
                .run(
                        "CREATE ROLE " + role + " LOGIN PASSWORD 'of-a-test'",
                        "GRANT CREATE ON DATABASE " + name + " TO " + role,
                        "ALTER ROLE " + role + " SET session_replication_role = replica");

        assertUnsuitable(
                asRole(),
                "database",
                "session_replication_role is replica for role " + role,
                "ALTER ROLE " + role + " RESET session_replication_role;");
    }

    @Test
    void aStandby() {
        try (var server = EmbeddedServer.start(EmbeddedServer.Durability.FAST)) {
            var standby = PostgresDatabase.on(server);
            server.becomeStandby();

            assertUnsuitable(
                    Program.on(standby, api),
                    "database",
                    ", a read-only standby",
                    "set spring.datasource.url to the primary");
        }
    }

    private void assertUnsuitable(Program program, String check, String detail, String advice) {
        var doctor = program.run("doctor", "--wide");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isEqualTo(1);
        assertThat(doctor.out()).containsPattern("FAIL +" + check + " ").contains(detail, advice);
        assertThat(doctor.err()).isEmpty();
        var asked = api.requests().size();
        for (var command : WRITERS) {
            var result = program.run(command.split(" ", -1));

            assertThat(result.exitCode()).as(command + result.err()).isEqualTo(1);
            assertThat(result.err()).as(command).contains(detail, advice).doesNotContain("\tat ");
            assertThat(result.out()).as(command).isEmpty();
        }
        assertThat(api.requests()).hasSize(asked);
    }

    private Program program() {
        return Program.on(database, api);
    }

    private Program asRole() {
        return program().with("spring.datasource.username", role).with("spring.datasource.password", "of-a-test");
    }
}

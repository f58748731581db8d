package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** What the three roles of db/roles.sql may and may not do. */
@NullMarked
class RolesTest {

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    /** Roles belong to the whole server, so each test has its own. */
    private final String prefix = "test_" + UUID.randomUUID().toString().substring(0, 8) + "_";

    private final String password = UUID.randomUUID().toString();

    @AfterEach
    void theRolesGo() {
        // Each role is dropped separately, because PostgreSQL fails on default privileges that two dropped roles share.
        for (var role : List.of("reader", "writer", "owner")) {
            Sql.on(database)
                    .run(
                            "REASSIGN OWNED BY " + prefix + role + " TO CURRENT_USER",
                            "DROP OWNED BY " + prefix + role,
                            "DROP ROLE " + prefix + role);
        }
    }

    @Test
    void theWriterRunsTheJobAndNothingElse() {
        applyScript();
        try (var api = StandIn.builder().images(40).seed(3).build().start()) {
            var owner = program("owner", api);
            assertThat(owner.run("migrate").exitCode()).isZero();
            assertThat(program("writer", api).run("sync").exitCode())
                    .as("the script ran before the history tables existed")
                    .isEqualTo(1);
            applyScript();
            var writer = program("writer", api).with("inventory.migrate", "never");

            assertThat(writer.run("doctor").out()).containsPattern("ok +rights +enough to write\\n");
            sync(writer);
            var id = api.inventory().ids(Map.of("ProductType", "CloudApp")).get(0);
            api.inventory().patch(id, Map.of("ImageName", "another", "FeatureList", List.of("one", "two")));
            api.inventory().add("{\"ImageId\": \"img-new\", \"ProductType\": \"CloudApp\"}");
            sync(writer);

            assertThat(as("reader")
                            .rows("SELECT change_kind, count(*) FROM inventory.image_revision GROUP BY 1 ORDER BY 1"))
                    .containsExactly("created|41", "updated|1");
            assertThat(writer.run("verify").exitCode()).isZero();
            assertThat(program("reader", api).run("verify").exitCode()).isZero();
            assertThat(writer.run("rebuild").exitCode()).isZero();
            assertHistoryIsSafe();
            var pruned = writer.run("prune", "--keep", "0d");
            assertThat(pruned.exitCode()).isEqualTo(1);
            assertThat(pruned.err()).contains("permission denied for table image_change");
            assertThat(owner.run("prune", "--keep", "0d").exitCode()).isZero();
        }
        assertRefused("writer", "CREATE TABLE inventory.x ()", "permission denied for schema inventory");
        assertRefused("writer", "ALTER TABLE inventory.image ADD x int", "must be owner of table image");
        assertRefused("writer", "TRUNCATE inventory.image_tag", "permission denied for table image_tag");
        assertRefused("writer", "DELETE FROM inventory.flyway_schema_history", "permission denied");
    }

    @Test
    void anInventoryOfAnotherOwnerIsTakenOver() {
        assertThat(Program.on(database).run("migrate").exitCode()).isZero();
        applyScript();
        applyScript();

        assertHistoryIsSafe();
        assertThat(Sql.on(database)
                        .rows(
                                """
                                        SELECT c.relname FROM pg_class c
                                        WHERE c.relnamespace IN ('inventory'::regnamespace, 'batch'::regnamespace)
                                          AND c.relowner <> '%sowner'::regrole
                                        """
                                        .formatted(prefix)))
                .isEmpty();
        // Objects that a later migration creates.
        as("owner")
                .run(
                        "CREATE TABLE inventory.later (id bigint GENERATED ALWAYS AS IDENTITY)",
                        "CREATE VIEW inventory.later_view AS SELECT count(*) FROM inventory.later",
                        "CREATE SEQUENCE batch.later_seq");
        as("writer").run("INSERT INTO inventory.later DEFAULT VALUES", "SELECT nextval('batch.later_seq')");
        assertThat(as("reader").rows("SELECT * FROM inventory.later_view")).containsExactly("1");
        assertRefused("reader", "DELETE FROM inventory.later", "permission denied for table later");
    }

    private void assertHistoryIsSafe() {
        for (var table : List.of("image_revision", "image_change")) {
            var update = "UPDATE inventory." + table + " SET run_id = 0";
            var delete = "DELETE FROM inventory." + table;
            var denied = "permission denied for table " + table;
            assertRefused("writer", update, denied);
            assertRefused("writer", "SET inventory.pruning = 'on'; " + delete, denied);
            assertRefused("owner", update, "history is append-only");
            assertRefused("owner", delete, "history is append-only");
            assertRefused("owner", "TRUNCATE inventory." + table, "history is append-only");
        }
        assertThat(as("reader").rows("SELECT count(*) FROM inventory.sync_run")).hasSize(1);
        assertRefused("reader", "INSERT INTO inventory.image_change SELECT * FROM inventory.image_change", "denied");
        assertRefused("reader", "UPDATE inventory.image SET status = 'x'", "permission denied for table image");
        assertRefused("reader", "SELECT * FROM batch.batch_job_instance", "permission denied for schema batch");
    }

    private void assertRefused(String role, String statement, String reason) {
        assertThatThrownBy(() -> as(role).run(statement)).as(statement).hasMessageContaining(reason);
    }

    private static void sync(Program program) {
        var outcome = program.run("sync", "--progress", "never");
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    }

    private Program program(String role, StandIn api) {
        return Program.on(database, api)
                .with("spring.datasource.username", prefix + role)
                .with("spring.datasource.password", password);
    }

    private Sql as(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(prefix + role);
        source.setPassword(password);
        return Sql.on(source);
    }

    /** Runs the script with other role names, and with passwords as an administrator would set them. */
    private void applyScript() {
        try {
            Sql.on(database).run(Files.readString(Path.of("db/roles.sql")).replace("image_inventory_", prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var role : List.of("owner", "writer", "reader")) {
            Sql.on(database).run("ALTER ROLE " + prefix + role + " PASSWORD '" + password + "'");
        }
    }
}

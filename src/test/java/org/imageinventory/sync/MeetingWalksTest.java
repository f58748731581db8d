package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A walk whose images are created or changed by other transactions at the same time. */
class MeetingWalksTest {

    private static final int OTHERS = 6;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void aChunkIsWrittenHoweverManyOthersAreFirst() throws SQLException {
        try (var api =
                StandIn.builder().documents(elements("CloudApp", 9)).build().start()) {
            var tables = new Tables(database);
            var others = new ArrayList<Connection>();
            try {
                for (var i = 1; i <= OTHERS; i++) {
                    others.add(creating("CloudApp-" + i));
                }
                var run = CompletableFuture.supplyAsync(() -> Program.on(database, api)
                        .with("inventory.products", "CloudApp")
                        .run("sync"));
                for (var other : others) {
                    // After each wait, the walk knows the image for which it waited, and then waits for the next one.
                    tables.await("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pg_blocking_pids(pid) = ARRAY[%d])"
                            .formatted(pid(other)));
                    other.commit();
                }

                assertExit(run.join(), 0);
            } finally {
                for (var other : others) {
                    other.close();
                }
            }

            assertThat(tables.run()).containsEntry("created", 9L - OTHERS).containsEntry("updated", (long) OTHERS);
            assertThat(tables.count("image")).isEqualTo(9);
            assertThat(tables.count("image_revision")).isEqualTo(9 + OTHERS);
        }
    }

    @Test
    void anImageThatAnotherHasJustChangedIsComparedWithItsNewestState() throws SQLException {
        try (var api = StandIn.builder()
                .documents(List.of(element("i-1", "CloudApp", "\"Status\":\"INIT\"")))
                .build()
                .start()) {
            var tables = new Tables(database);
            var program = Program.on(database, api).with("inventory.products", "CloudApp");
            assertExit(program.run("sync"), 0);
            api.inventory().patch("i-1", Map.of("Status", "AVAILABLE"));

            try (var other = changing("i-1", "BUSY")) {
                var run = CompletableFuture.supplyAsync(() -> program.run("sync"));
                tables.await("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pg_blocking_pids(pid) = ARRAY[%d])"
                        .formatted(pid(other)));
                other.commit();

                assertExit(run.join(), 0);
            }

            assertThat(tables.values("SELECT revision, old_value, new_value FROM inventory.image_change"))
                    .containsExactly(List.of(3, "\"BUSY\"", "\"AVAILABLE\""));
        }
    }

    /** Starts a transaction that has changed the status of an image and has not ended. */
    private Connection changing(String imageId, String status) throws SQLException {
        var connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var update = connection.prepareStatement(
                """
                WITH image AS (
                    UPDATE inventory.image
                    SET revision = revision + 1, changed_at = now(), status = ?, fingerprint = gen_random_uuid(),
                        text_fingerprint = NULL
                    WHERE image_id = ? RETURNING image_key, revision)
                INSERT INTO inventory.image_revision
                    (image_key, revision, change_kind, valid_from, not_before, run_id, document)
                SELECT i.image_key, i.revision, 'updated', now(), r.valid_from, 0,
                       r.document || jsonb_build_object('Status', ?::text)
                FROM image i JOIN inventory.image_revision r ON r.image_key = i.image_key AND r.revision = i.revision - 1
                """)) {
            update.setString(1, status);
            update.setString(2, imageId);
            update.setString(3, status);
            update.executeUpdate();
        }
        return connection;
    }

    /** Starts a transaction that has created an image in another state and has not ended. */
    private Connection creating(String imageId) throws SQLException {
        var connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement(
                """
                WITH image AS (
                    INSERT INTO inventory.image (owner_scope_key, revision, first_seen_at, changed_at, fingerprint,
                        account, region, image_id)
                    VALUES (-1, 1, now(), now(), gen_random_uuid(), 'main', 'cn-shanghai', ?)
                    RETURNING image_key)
                INSERT INTO inventory.image_revision (image_key, revision, change_kind, valid_from, run_id, document)
                SELECT image_key, 1, 'created', now(), 0, '{"ImageId": "old"}' FROM image
                """)) {
            insert.setString(1, imageId);
            insert.executeUpdate();
        }
        return connection;
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}

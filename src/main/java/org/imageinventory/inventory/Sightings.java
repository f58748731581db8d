package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.imageinventory.inventory.run.WalkPass;

/** Which images each pass of the running walks has seen, and which scopes hold which images. */
final class Sightings {

    private Sightings() {}

    static void add(Connection connection, WalkPass walk, Collection<Long> imageKeys) throws SQLException {
        if (imageKeys.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(
                "INSERT INTO inventory.sighting (run_id, scope_key, pass, image_keys) VALUES (?, ?, ?, ?)")) {
            statement.setLong(1, walk.runId());
            statement.setLong(2, walk.scopeKey());
            statement.setInt(3, walk.pass());
            statement.setArray(4, connection.createArrayOf("bigint", imageKeys.toArray()));
            statement.executeUpdate();
        }
    }

    /**
     * Records that the scope holds images from now on.
     *
     * @param doubted the images that it saw in another state than the stored one; no walk of it has seen the stored
     *     state
     */
    static void hold(Connection connection, WalkPass walk, Collection<Long> imageKeys, Collection<Long> doubted)
            throws SQLException {
        if (imageKeys.isEmpty()) {
            return;
        }
        var rows = new BinaryCopy.Into("inventory.image_scope (scope_key, image_key, doubted_run)", copy -> {
            for (var imageKey : imageKeys) {
                copy.row(3)
                        .int8(walk.scopeKey())
                        .int8(imageKey)
                        .value(doubted.contains(imageKey) ? walk.runId() : null);
            }
        });
        BinaryCopy.run(connection, List.of(rows));
    }

    /**
     * Records that the scope did not see the stored state of images that it holds. From then on its complete walks do
     * not confirm that state. The first doubt stores when it was last confirmed.
     */
    static void doubt(Connection connection, WalkPass walk, Collection<Long> imageKeys) throws SQLException {
        if (imageKeys.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(
                """
                UPDATE inventory.image_scope h
                SET confirmed_at = CASE WHEN h.doubted_run IS NULL THEN s.last_complete_started_at ELSE h.confirmed_at END,
                    doubted_run = ?
                FROM inventory.scope s
                WHERE s.scope_key = h.scope_key AND h.scope_key = ? AND h.image_key = ANY (?)
                """)) {
            statement.setLong(1, walk.runId());
            statement.setLong(2, walk.scopeKey());
            statement.setArray(3, connection.createArrayOf("bigint", imageKeys.toArray()));
            statement.executeUpdate();
        }
    }
}

package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

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

    static void hold(Connection connection, WalkPass walk, Collection<Long> imageKeys) throws SQLException {
        if (imageKeys.isEmpty()) {
            return;
        }
        var rows = new BinaryCopy.Into("inventory.image_scope (scope_key, image_key)", copy -> {
            for (var imageKey : imageKeys) {
                copy.row(2).int8(walk.scopeKey()).int8(imageKey);
            }
        });
        BinaryCopy.run(connection, List.of(rows));
    }
}

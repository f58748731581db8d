package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Which images each pass of the running walks has seen, and which scopes hold which images. */
final class Sightings {

    private Sightings() {}

    static void add(Connection connection, WalkPass walk, Collection<Long> imageKeys) throws SQLException {
        BinaryCopy.into(connection, "inventory.sighting (run_id, scope_key, pass, image_key)", copy -> {
            for (var imageKey : imageKeys) {
                copy.row(4)
                        .int8(walk.runId())
                        .int8(walk.scopeKey())
                        .int2(walk.pass())
                        .int8(imageKey);
            }
        });
    }

    static void hold(Connection connection, WalkPass walk, Collection<Long> imageKeys) throws SQLException {
        if (imageKeys.isEmpty()) {
            return;
        }
        BinaryCopy.into(connection, "inventory.image_scope (scope_key, image_key)", copy -> {
            for (var imageKey : imageKeys) {
                copy.row(2).int8(walk.scopeKey()).int8(imageKey);
            }
        });
    }
}

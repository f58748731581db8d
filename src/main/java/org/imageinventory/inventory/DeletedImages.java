package org.imageinventory.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imageinventory.inventory.KnownImages.KnownImage;
import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.run.WalkPass;

/** Releases images from a scope, and marks those as deleted that no scope holds. */
final class DeletedImages {

    private static final String RELEASE =
            "DELETE FROM inventory.image_scope WHERE scope_key = ? AND image_key = ANY (?)";

    /** Makes another scope that holds the image its owner. */
    private static final String HAND_OVER =
            """
            UPDATE inventory.image i
            SET owner_scope_key = heir.scope_key
            FROM inventory.image_scope heir
            WHERE i.owner_scope_key = ? AND i.image_key = ANY (?) AND heir.image_key = i.image_key
            """;

    private static final String HELD_BY_OTHERS =
            "SELECT DISTINCT image_key FROM inventory.image_scope WHERE scope_key <> ? AND image_key = ANY (?)";

    private static final String DELETE =
            """
            UPDATE inventory.image i
            SET revision = n.revision, changed_at = n.at, deleted_at = n.at
            FROM unnest(?, ?, ?) AS n(image_key, revision, at)
            WHERE i.image_key = n.image_key
            """;

    private final Connection connection;
    private final WalkPass walk;

    DeletedImages(Connection connection, WalkPass walk) {
        this.connection = connection;
        this.walk = walk;
    }

    /**
     * Releases images from the scope, and marks those as deleted that the API did not find and no other scope holds.
     *
     * @param results of looking up images that the scope no longer lists
     * @return the images that are, or in a dry run would be, deleted
     */
    List<ImageChange> release(Collection<? extends LookupResult> results) throws SQLException {
        var notFound = new HashMap<Long, LookupResult.NotFound>();
        var released = new ArrayList<Long>();
        for (var result : results) {
            released.add(result.image().imageKey());
            if (result instanceof LookupResult.NotFound found) {
                notFound.put(result.image().imageKey(), found);
            }
        }
        // Locked first: if two scopes release one image at the same time, the later one sees that it was the last.
        var known = KnownImages.lock(connection, walk, released);
        notFound.keySet().removeAll(heldByOthers(released));
        if (!walk.dryRun()) {
            execute(RELEASE, walk.scopeKey(), released);
            execute(HAND_OVER, walk.scopeKey(), released);
            delete(known, notFound);
        }
        return notFound.values().stream()
                .map(found -> new ImageChange(found.image().imageId(), ChangeKind.DELETED, List.of()))
                .toList();
    }

    private Set<Long> heldByOthers(List<Long> imageKeys) throws SQLException {
        try (var statement = connection.prepareStatement(HELD_BY_OTHERS)) {
            statement.setLong(1, walk.scopeKey());
            statement.setArray(2, keys(imageKeys));
            var held = new HashSet<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getLong(1));
                }
            }
            return held;
        }
    }

    private void execute(String sql, long scopeKey, List<Long> imageKeys) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, scopeKey);
            statement.setArray(2, keys(imageKeys));
            statement.executeUpdate();
        }
    }

    private Array keys(List<Long> imageKeys) throws SQLException {
        return connection.createArrayOf("bigint", imageKeys.toArray());
    }

    private void delete(Map<String, KnownImage> known, Map<Long, LookupResult.NotFound> notFound) throws SQLException {
        var revisions = new ArrayList<Revision>();
        for (var image : known.values()) {
            var found = notFound.get(image.imageKey());
            if (found != null && !image.deleted()) {
                revisions.add(
                        Revision.after(image, ChangeKind.DELETED, found.lookedUpAt(), image.document(), List.of()));
            }
        }
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(
                    1, keys(revisions.stream().map(Revision::imageKey).toList()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer",
                            revisions.stream().map(Revision::revision).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "timestamptz",
                            revisions.stream()
                                    .map(r -> r.validFrom().atOffset(ZoneOffset.UTC))
                                    .toArray()));
            statement.executeUpdate();
        }
        BinaryCopy.run(connection, History.append(walk.runId(), revisions));
    }
}

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
import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.run.WalkPass;

/** Takes images out of a scope, and marks those deleted that no scope holds any more. */
final class DeletedImages {

    private static final String RELEASE =
            "DELETE FROM inventory.image_scope WHERE scope_key = ? AND image_key = ANY (?)";

    /** A scope that shows an image no longer leaves it to another one that does. */
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
     * Ends the scope's hold on images.
     *
     * @param verdicts on images that the scope shows no longer
     * @return the images that are, or in a dry run would be, deleted
     */
    List<ImageChange> release(Collection<? extends Verdict> verdicts) throws SQLException {
        var gone = new HashMap<Long, Verdict.Gone>();
        var released = new ArrayList<Long>();
        for (var verdict : verdicts) {
            released.add(verdict.image().imageKey());
            if (verdict instanceof Verdict.Gone proof) {
                gone.put(verdict.image().imageKey(), proof);
            }
        }
        // Locked first: of two scopes that let go of one image at once, the later one sees that it was the last.
        var known = KnownImages.lock(connection, walk, released);
        gone.keySet().removeAll(heldByOthers(released));
        if (!walk.dryRun()) {
            execute(RELEASE, walk.scopeKey(), released);
            execute(HAND_OVER, walk.scopeKey(), released);
            delete(known, gone);
        }
        return gone.values().stream()
                .map(proof -> new ImageChange(proof.image().imageId(), ChangeKind.DELETED, List.of()))
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

    private void delete(Map<String, KnownImage> known, Map<Long, Verdict.Gone> gone) throws SQLException {
        var revisions = new ArrayList<Revision>();
        for (var image : known.values()) {
            var proof = gone.get(image.imageKey());
            if (proof != null && !image.deleted()) {
                revisions.add(Revision.after(image, ChangeKind.DELETED, proof.askedAt(), image.document(), List.of()));
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

package org.imageinventory.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.inventory.run.WalkPass;
import org.jspecify.annotations.Nullable;

/** Looks up what is known of a chunk's images that changed or are to be deleted. */
final class KnownImages {

    /**
     * The stored state of an image.
     *
     * @param changedAt {@code valid_from} of its newest revision
     * @param confirmedAt start of the newest complete walk that saw the stored state; null if there was none
     * @param ownerBehind whether the owner's walk failed in this run, or the owner missed the last run in which this
     *     scope was completed
     * @param document the document of its newest revision, as JSON
     */
    record KnownImage(
            long imageKey,
            int revision,
            Instant changedAt,
            boolean deleted,
            long ownerScopeKey,
            Fingerprint fingerprint,
            @Nullable Instant confirmedAt,
            boolean ownerBehind,
            String document) {}

    // Evidence of the stored state is a complete walk of a scope that holds the image and has no doubt about it.
    // The owner is behind if its walk failed in this run, or did not complete in the last run that this scope
    // completed.
    private static final String COLUMNS =
            """
            i.image_key, i.revision, i.changed_at, i.deleted_at IS NOT NULL AS deleted, i.owner_scope_key,
            i.fingerprint, i.volatile_fingerprint,
            (SELECT max(CASE WHEN h.doubted_run IS NULL THEN s.last_complete_started_at ELSE h.confirmed_at END)
             FROM inventory.image_scope h JOIN inventory.scope s USING (scope_key)
             WHERE h.image_key = i.image_key AND i.deleted_at IS NULL) AS confirmed_at,
            EXISTS (SELECT FROM inventory.walk w
                    WHERE w.run_id = ? AND w.scope_key = i.owner_scope_key AND w.status = 'failed')
                OR coalesce((SELECT o.last_complete_run FROM inventory.scope o WHERE o.scope_key = i.owner_scope_key), 0)
                    < coalesce((SELECT t.last_complete_run FROM inventory.scope t WHERE t.scope_key = ?), 0)
                AS owner_behind
            """;

    // In key order, so that two chunks that meet the same images wait for each other instead of dying.
    private static final String LOCK =
            "SELECT FROM inventory.image WHERE image_key = ANY (?) ORDER BY image_key FOR UPDATE";

    private static final String WITH_DOCUMENT =
            """
            SELECT i.image_id, %s, newest.document
            FROM inventory.image i
            CROSS JOIN LATERAL (
                SELECT r.document
                FROM inventory.image_revision r
                WHERE r.image_key = i.image_key
                ORDER BY r.revision DESC
                LIMIT 1) newest
            WHERE i.image_key = ANY (?)
            """
                    .formatted(COLUMNS);

    private KnownImages() {}

    /**
     * Returns what is known of images, by image ID; locked until the transaction ends, unless the run is a dry run, which
     * writes nothing.
     */
    static Map<String, KnownImage> lock(Connection connection, WalkPass walk, Collection<Long> imageKeys)
            throws SQLException {
        var keys = connection.createArrayOf("bigint", imageKeys.toArray());
        if (!walk.dryRun()) {
            lock(connection, keys);
        }
        try (var statement = connection.prepareStatement(WITH_DOCUMENT)) {
            statement.setLong(1, walk.runId());
            statement.setLong(2, walk.scopeKey());
            statement.setArray(3, keys);
            var known = new HashMap<String, KnownImage>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString("image_id"), known(rows));
                }
            }
            return known;
        }
    }

    /**
     * Locks by a statement of its own: one that has waited for a lock sees the new row of the image, but not the revision
     * that the other transaction has added.
     */
    private static void lock(Connection connection, Array keys) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, keys);
            statement.execute();
        }
    }

    private static KnownImage known(ResultSet row) throws SQLException {
        return new KnownImage(
                row.getLong("image_key"),
                row.getInt("revision"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("deleted"),
                row.getLong("owner_scope_key"),
                new Fingerprint(
                        row.getObject("fingerprint", UUID.class), row.getObject("volatile_fingerprint", UUID.class)),
                StoredImages.instant(row, "confirmed_at"),
                row.getBoolean("owner_behind"),
                row.getString("document"));
    }
}

package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.image.Fingerprint;

/** Looks up what is known of a chunk's images that changed or are gone. */
final class KnownImages {

    /**
     * An image and the document of its newest revision.
     *
     * @param document as JSON
     */
    record WithDocument(KnownImage image, String document) {}

    private static final String COLUMNS =
            """
            i.image_key, i.revision, i.changed_at, i.deleted_at IS NOT NULL AS deleted, i.owner_scope_key,
            i.fingerprint, i.volatile_fingerprint,
            EXISTS (SELECT FROM inventory.image_scope h WHERE h.scope_key = ? AND h.image_key = i.image_key) AS held
            """;

    // In key order, so that two chunks that meet the same images wait for each other instead of dying.
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
            ORDER BY i.image_key
            """
                    .formatted(COLUMNS);

    private KnownImages() {}

    /**
     * What is known of images, by image id; locked until the transaction ends, unless the run is a dry one, which writes
     * nothing.
     */
    static Map<String, WithDocument> lock(Connection connection, WalkPass walk, Collection<Long> imageKeys)
            throws SQLException {
        var sql = walk.dryRun() ? WITH_DOCUMENT : WITH_DOCUMENT + "FOR UPDATE OF i";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, walk.scopeKey());
            statement.setArray(2, connection.createArrayOf("bigint", imageKeys.toArray()));
            var known = new HashMap<String, WithDocument>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString("image_id"), new WithDocument(known(rows), rows.getString("document")));
                }
            }
            return known;
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
                row.getBoolean("held"));
    }
}

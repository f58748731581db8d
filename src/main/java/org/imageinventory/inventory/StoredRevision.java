package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code image_revision}.
 *
 * @param document as JSON
 */
record StoredRevision(
        int revision, ChangeKind kind, Instant validFrom, @Nullable Instant notBefore, long runId, String document) {

    // LATERAL … LIMIT 1 makes one index lookup per image, whatever the statistics are.
    private static final String NEWEST =
            """
            SELECT asked.image_key, r.*
            FROM unnest(?) AS asked(image_key)
            CROSS JOIN LATERAL (
                SELECT revision, change_kind, valid_from, not_before, run_id, document
                FROM inventory.image_revision
                WHERE image_key = asked.image_key AND valid_from <= ?
                ORDER BY revision DESC
                LIMIT 1) r
            """;

    private static final OffsetDateTime NO_BOUND = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    /**
     * Returns the newest revision of each image, by image key; an image without one is absent.
     *
     * @param asOf only revisions that were first seen at this time or earlier; null for all
     */
    static Map<Long, StoredRevision> newest(Connection connection, Collection<Long> keys, @Nullable Instant asOf)
            throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST)) {
            statement.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            statement.setObject(2, asOf == null ? NO_BOUND : asOf.atOffset(ZoneOffset.UTC));
            var states = new HashMap<Long, StoredRevision>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.put(
                            rows.getLong("image_key"),
                            new StoredRevision(
                                    rows.getInt("revision"),
                                    ChangeKind.of(rows.getString("change_kind")),
                                    rows.getObject("valid_from", OffsetDateTime.class)
                                            .toInstant(),
                                    StoredImages.instant(rows, "not_before"),
                                    rows.getLong("run_id"),
                                    rows.getString("document")));
                }
            }
            return states;
        }
    }
}

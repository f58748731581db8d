package org.imageinventory.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.inventory.run.WalkPass;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of a chunk whose text is the one that the tables were written from, and records their sightings. One
 * statement does both and returns only the other images, whose content is then parsed and compared.
 */
final class UnchangedImages {

    /**
     * An image that is new, changed, or not yet held by the scope.
     *
     * @param imageKey null if the image is unknown
     * @param held whether the walk's scope already holds it
     * @param differs whether its content differs from the stored one, or it is marked as deleted
     */
    record Other(SeenImage seen, @Nullable Long imageKey, boolean held, boolean differs) {}

    // LIMIT 1 makes PostgreSQL probe the index once per ID, whatever the statistics are. A join or EXISTS could become
    // a
    // hash of a whole table for each chunk. The owner of a live image holds it.
    private static final String SIGHT =
            """
            WITH known AS MATERIALIZED (
                SELECT asked.place, i.image_key,
                       i.deleted_at IS NULL AND i.owner_scope_key = ? OR (
                           SELECT true FROM inventory.image_scope h
                           WHERE h.scope_key = ? AND h.image_key = i.image_key
                           LIMIT 1) IS TRUE AS held,
                       i.deleted_at IS NULL AS live, i.text_fingerprint, i.text_fingerprint = asked.text_fingerprint AS alike,
                       i.fingerprint, i.volatile_fingerprint
                FROM unnest(?::text[], ?::uuid[]) WITH ORDINALITY AS asked(image_id, text_fingerprint, place)
                LEFT JOIN LATERAL (
                    SELECT * FROM inventory.image k
                    WHERE k.account = ? AND k.region = ? AND k.image_id = asked.image_id
                    LIMIT 1) i ON true),
            sighted AS (
                INSERT INTO inventory.sighting (run_id, scope_key, pass, image_keys)
                SELECT ?, ?, ?, array_agg(image_key) FROM known WHERE held AND live AND alike
                HAVING count(*) > 0)
            SELECT place, image_key, held, live AND alike AS alike, live AND text_fingerprint IS NOT NULL AS comparable,
                   fingerprint, volatile_fingerprint
            FROM known WHERE (held AND live AND alike) IS NOT TRUE ORDER BY place
            """;

    private UnchangedImages() {}

    /** Records the sightings of the unchanged images, and returns the others. */
    static List<Other> sight(Connection connection, WalkPass walk, Collection<SeenImage> chunk) throws SQLException {
        var images = List.copyOf(chunk);
        try (var statement = connection.prepareStatement(SIGHT)) {
            statement.setLong(1, walk.scopeKey());
            statement.setLong(2, walk.scopeKey());
            statement.setArray(3, array(connection, "text", images, SeenImage::imageId));
            statement.setArray(4, array(connection, "uuid", images, SeenImage::textFingerprint));
            statement.setString(5, walk.scope().account());
            statement.setString(6, walk.scope().region());
            statement.setLong(7, walk.runId());
            statement.setLong(8, walk.scopeKey());
            statement.setInt(9, walk.pass());
            var others = new ArrayList<Other>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var seen = images.get(rows.getInt("place") - 1);
                    var imageKey = rows.getObject("image_key", Long.class);
                    others.add(new Other(
                            seen, imageKey, rows.getBoolean("held"), imageKey != null && differs(rows, seen)));
                }
            }
            return others;
        }
    }

    private static boolean differs(ResultSet row, SeenImage seen) throws SQLException {
        if (row.getBoolean("alike")) {
            return false;
        }
        return !row.getBoolean("comparable")
                || !seen.content()
                        .fingerprint()
                        .equals(new Fingerprint(
                                row.getObject("fingerprint", UUID.class),
                                row.getObject("volatile_fingerprint", UUID.class)));
    }

    private static Array array(
            Connection connection, String type, List<SeenImage> images, Function<SeenImage, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, images.stream().map(value).toArray());
    }
}

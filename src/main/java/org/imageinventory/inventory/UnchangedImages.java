package org.imageinventory.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.imageinventory.inventory.Observation.Seen;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of a chunk that are as the tables have them, and notes that they were seen: one statement, from which
 * only the others come back.
 */
final class UnchangedImages {

    /**
     * An image that is not as it was.
     *
     * @param imageKey null if it is unknown
     * @param held whether the walk's scope held it before
     * @param differs whether it has another fingerprint, or was deleted
     */
    record Other(Seen seen, @Nullable Long imageKey, boolean held, boolean differs) {}

    // LATERAL … LIMIT 1 makes one index probe an id, whatever the statistics say. An owner holds what it owns, if that
    // lives.
    private static final String SIGHT =
            """
            WITH known AS MATERIALIZED (
                SELECT asked.place, i.image_key,
                       i.deleted_at IS NULL AND i.owner_scope_key = ? OR EXISTS (
                           SELECT FROM inventory.image_scope h
                           WHERE h.scope_key = ? AND h.image_key = i.image_key) AS held,
                       i.deleted_at IS NOT NULL OR i.fingerprint <> asked.state
                           OR i.volatile_fingerprint IS DISTINCT FROM asked.volatile_state AS differs
                FROM unnest(?::text[], ?::uuid[], ?::uuid[]) WITH ORDINALITY AS asked(image_id, state, volatile_state, place)
                LEFT JOIN LATERAL (
                    SELECT * FROM inventory.image k
                    WHERE k.account = ? AND k.region = ? AND k.image_id = asked.image_id
                    LIMIT 1) i ON true),
            sighted AS (
                INSERT INTO inventory.sighting (run_id, scope_key, pass, image_keys)
                SELECT ?, ?, ?, array_agg(image_key) FROM known WHERE held AND NOT differs
                HAVING count(*) > 0)
            SELECT place, image_key, held, differs FROM known WHERE (held AND NOT differs) IS NOT TRUE ORDER BY place
            """;

    private UnchangedImages() {}

    /** Notes the unchanged ones and returns the others. */
    static List<Other> sight(Connection connection, WalkPass walk, Collection<Seen> chunk) throws SQLException {
        var images = List.copyOf(chunk);
        try (var statement = connection.prepareStatement(SIGHT)) {
            statement.setLong(1, walk.scopeKey());
            statement.setLong(2, walk.scopeKey());
            statement.setArray(
                    3, array(connection, "text", images, seen -> seen.image().imageId()));
            statement.setArray(4, array(connection, "uuid", images, seen -> seen.fingerprint()
                    .state()));
            statement.setArray(5, array(connection, "uuid", images, seen -> seen.fingerprint()
                    .volatileState()));
            statement.setString(6, walk.scope().account());
            statement.setString(7, walk.scope().region());
            statement.setLong(8, walk.runId());
            statement.setLong(9, walk.scopeKey());
            statement.setInt(10, walk.pass());
            var others = new ArrayList<Other>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    others.add(new Other(
                            images.get(rows.getInt("place") - 1),
                            rows.getObject("image_key", Long.class),
                            rows.getBoolean("held"),
                            rows.getBoolean("differs")));
                }
            }
            return others;
        }
    }

    private static Array array(
            Connection connection, String type, List<Seen> images, Function<Seen, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, images.stream().map(value).toArray());
    }
}

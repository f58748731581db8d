package org.imageinventory.inventory;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The history of images from before a limit. The state that each image had at the limit stays, whatever its age, so
 * queries about the limit or later still work. An image that was deleted by then is removed completely.
 */
final class OldHistory {

    private static final int BATCH = 500;

    private static final String LAST_OF_BATCH =
            """
            SELECT max(image_key)
            FROM (SELECT image_key FROM inventory.image WHERE image_key > ? ORDER BY image_key LIMIT ?) batch
            """;

    // Both the image's row and its history must show that it is deleted.
    private static final String GONE =
            """
            SELECT i.image_key
            FROM inventory.image i
            CROSS JOIN LATERAL (
                SELECT r.change_kind, r.valid_from
                FROM inventory.image_revision r
                WHERE r.image_key = i.image_key
                ORDER BY r.revision DESC
                LIMIT 1) n
            WHERE i.image_key > :after AND i.image_key <= :to AND i.deleted_at IS NOT NULL
              AND n.change_kind = 'deleted' AND n.valid_from < :limit
            """;

    private static final String OLD_CHANGE =
            "t.image_key > :after AND t.image_key <= :to AND (t.image_key = ANY (:gone) OR t.changed_at < :limit)";

    // At the limit, a later state already existed.
    private static final String OLD_REVISION =
            """
            t.image_key > :after AND t.image_key <= :to AND (t.image_key = ANY (:gone) OR EXISTS (
                SELECT FROM inventory.image_revision n
                WHERE n.image_key = t.image_key AND n.revision > t.revision AND n.valid_from <= :limit))
            """;

    private static final String OF_GONE = "t.image_key = ANY (:gone)";

    private final JdbcClient jdbc;
    private final OffsetDateTime limit;

    OldHistory(JdbcClient jdbc, OffsetDateTime limit) {
        this.jdbc = jdbc;
        this.limit = limit;
    }

    /** Removes the old history, in one transaction per batch of images. */
    void remove(Removal removal) {
        var after = Long.MIN_VALUE;
        while (true) {
            var to = lastOfBatch(after);
            if (to == null) {
                return;
            }
            var from = after; // a lambda needs a variable that does not change
            removal.inTransaction(() -> removeBatch(removal, from, to));
            after = to;
        }
    }

    private @Nullable Long lastOfBatch(long after) {
        return jdbc.sql(LAST_OF_BATCH)
                .params(after, BATCH)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private boolean removeBatch(Removal removal, long after, long to) {
        var parameters = new HashMap<String, Object>();
        parameters.put("after", after);
        parameters.put("to", to);
        parameters.put("limit", limit);
        var gone = jdbc.sql(GONE).params(parameters).query(Long.class).list();
        parameters.put("gone", gone.toArray(Long[]::new));
        removal.remove("inventory.image_change", OLD_CHANGE, parameters);
        removal.remove("inventory.image_revision", OLD_REVISION, parameters);
        removeGone(removal, gone, parameters);
        return true;
    }

    private static void removeGone(Removal removal, List<Long> gone, Map<String, Object> parameters) {
        if (gone.isEmpty()) {
            return;
        }
        for (var table : ListRows.TABLES.values()) {
            removal.remove("inventory." + table.name(), OF_GONE, parameters);
        }
        removal.remove("inventory.image_scope", OF_GONE, parameters);
        removal.remove("inventory.image", OF_GONE, parameters);
    }
}

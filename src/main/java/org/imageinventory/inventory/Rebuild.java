package org.imageinventory.inventory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.ListField;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.database.Migration;
import org.imageinventory.inventory.database.NewerSchemaException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rewrites the normalized tables from the newest documents, and does not change history. Volatile fields get the values
 * of the documents, which can be older; the next sync updates them. The caller must hold the run lock.
 */
@Component
public final class Rebuild {

    private static final int BATCH = 500;

    // Columns that repeat values of the history and of the owner. All others come from the document.
    private static final String IDENTITY =
            """
            UPDATE inventory.image i
            SET image_id = n.image_id, first_seen_at = n.first_seen_at, account = n.account, region = n.region,
                owner_scope_key = n.owner_scope_key
            FROM (SELECT o.image_key, k.image_id, coalesce(r.valid_from, o.first_seen_at) AS first_seen_at,
                         coalesce(s.account, o.account) AS account, coalesce(s.region, o.region) AS region,
                         coalesce(s.scope_key,
                                  (SELECT min(h.scope_key)
                                   FROM inventory.image_scope h JOIN inventory.scope USING (scope_key)
                                   WHERE h.image_key = o.image_key),
                                  o.owner_scope_key) AS owner_scope_key
                  FROM unnest(?, ?) AS k(image_key, image_id)
                  JOIN inventory.image o USING (image_key)
                  LEFT JOIN inventory.image_revision r ON r.image_key = o.image_key AND r.revision = 1
                  LEFT JOIN inventory.scope s ON s.scope_key = o.owner_scope_key) n
            WHERE n.image_key = i.image_key
              AND (i.image_id, i.first_seen_at, i.account, i.region, i.owner_scope_key)
                  <> (n.image_id, n.first_seen_at, n.account, n.region, n.owner_scope_key)
            """;

    private static final String TOMBSTONES =
            """
            UPDATE inventory.image i
            SET revision = r.revision, changed_at = r.valid_from, deleted_at = coalesce(i.deleted_at, r.valid_from)
            FROM unnest(?, ?) AS k(image_key, revision) JOIN inventory.image_revision r USING (image_key, revision)
            WHERE r.image_key = i.image_key
              AND (i.revision <> r.revision OR i.changed_at <> r.valid_from OR i.deleted_at IS NULL)
            """;

    private static final String ORPHANS =
            """
            DELETE FROM inventory.%s t
            WHERE NOT EXISTS (SELECT FROM inventory.image i WHERE i.image_key = t.image_key)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Normalizer normalizer;
    private final ImageComparison sameness;
    private final Migration migration;

    Rebuild(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Normalizer normalizer,
            ImageComparison sameness,
            Migration migration) {
        this.migration = migration;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.normalizer = normalizer;
        this.sameness = sameness;
    }

    /**
     * The result of a rebuild.
     *
     * @param images number of live images whose rows were rewritten
     * @param orphans number of removed rows whose image did not exist
     */
    public record Report(long images, long orphans) {}

    /**
     * Rewrites all live images, in one transaction per batch.
     *
     * @throws NewerSchemaException if a later version of this program has migrated the schema; nothing was rewritten
     */
    public Report rebuild() {
        migration.requireWritable();
        var images = 0L;
        var keys = keysAfter(Long.MIN_VALUE);
        while (!keys.isEmpty()) {
            var batch = keys;
            images += Objects.requireNonNull(
                    transaction.execute(status -> jdbc.execute((Connection connection) -> rewrite(connection, batch))));
            keys = keysAfter(batch.get(batch.size() - 1));
        }
        return new Report(images, removeOrphans());
    }

    private List<Long> keysAfter(long key) {
        return Objects.requireNonNull(
                jdbc.execute((Connection connection) -> StoredImages.keysAfter(connection, key, BATCH)));
    }

    private int rewrite(Connection connection, List<Long> keys) throws SQLException {
        var images = new LinkedHashMap<Long, Image>();
        var states = new ArrayList<ImageState>();
        var deleted = new LinkedHashMap<Long, Integer>();
        var newest = StoredRevision.newest(connection, keys, null);
        for (var key : keys) {
            var state = newest.get(key);
            if (state == null) {
                continue;
            }
            if (state.kind() == ChangeKind.DELETED) {
                deleted.put(key, state.revision());
                continue;
            }
            var image =
                    normalizer.normalize(DocumentJson.read(state.document())).image();
            if (image != null) {
                images.put(key, image);
                states.add(new ImageState(
                        key, state.revision(), state.validFrom(), sameness.fingerprint(image), null, image));
            }
        }
        update(
                connection,
                IDENTITY,
                connection.createArrayOf("bigint", images.keySet().toArray()),
                connection.createArrayOf(
                        "text", images.values().stream().map(Image::imageId).toArray()));
        ImageRows.update(connection, states);
        for (var field : ListField.values()) {
            ListRows.delete(connection, field, images.keySet());
        }
        BinaryCopy.run(connection, ListRows.insert(images));
        update(
                connection,
                TOMBSTONES,
                connection.createArrayOf("bigint", deleted.keySet().toArray()),
                connection.createArrayOf("integer", deleted.values().toArray()));
        return images.size();
    }

    private static void update(Connection connection, String sql, Array... arrays) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arrays.length; i++) {
                statement.setArray(i + 1, arrays[i]);
            }
            statement.executeUpdate();
        }
    }

    private long removeOrphans() {
        var removed = 0L;
        for (var table : ListRows.TABLES.values()) {
            removed += jdbc.update(ORPHANS.formatted(table.name()));
        }
        return removed + jdbc.update(ORPHANS.formatted("image_scope"));
    }
}

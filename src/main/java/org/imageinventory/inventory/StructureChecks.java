package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the tables are consistent, whatever the documents contain. Each row of a query is a difference. */
final class StructureChecks {

    // Each branch reads a range of keys in the order of a primary key.
    private static final String OF_IMAGES =
            """
            SELECT d.image_key, i.account, i.region, i.image_id, d.table_name, d.place, d.expected, d.found
            FROM (
                -- The image's row repeats values of its newest revision.
                SELECT i.image_key, 'image' AS table_name, c.place, c.expected, c.found
                FROM inventory.image i
                LEFT JOIN LATERAL (
                    SELECT r.revision, r.valid_from, r.change_kind
                    FROM inventory.image_revision r
                    WHERE r.image_key = i.image_key
                    ORDER BY r.revision DESC
                    LIMIT 1) n ON true
                LEFT JOIN inventory.image_revision oldest ON oldest.image_key = i.image_key AND oldest.revision = 1
                LEFT JOIN inventory.scope s ON s.scope_key = i.owner_scope_key
                CROSS JOIN LATERAL (VALUES
                    ('revision', n.revision::text, i.revision::text),
                    ('changed_at', n.valid_from::text, i.changed_at::text),
                    ('first_seen_at', coalesce(oldest.valid_from, i.first_seen_at)::text, i.first_seen_at::text),
                    ('deleted_at',
                     CASE WHEN n.change_kind = 'deleted' THEN coalesce(i.deleted_at, n.valid_from)::text END,
                     i.deleted_at::text),
                    ('owner_scope_key', s.scope_key::text, i.owner_scope_key::text),
                    ('account', coalesce(s.account, i.account), i.account),
                    ('region', coalesce(s.region, i.region), i.region)) c (place, expected, found)
                WHERE i.image_key > ? AND i.image_key <= ? AND c.expected IS DISTINCT FROM c.found
                UNION ALL
                -- Revisions have no gaps, go forward in time, and their kinds can follow each other.
                SELECT r.image_key, 'image_revision', 'revision ' || r.revision, c.expected, c.found
                FROM (SELECT image_key, revision, change_kind, valid_from,
                             lag(revision) OVER w AS earlier_revision,
                             lag(change_kind) OVER w AS earlier_kind,
                             lag(valid_from) OVER w AS earlier_from
                      FROM inventory.image_revision
                      WHERE image_key > ? AND image_key <= ?
                      WINDOW w AS (PARTITION BY image_key ORDER BY revision)) r
                CROSS JOIN LATERAL (VALUES
                    (r.revision <> r.earlier_revision + 1,
                     'after revision ' || (r.revision - 1), 'after revision ' || r.earlier_revision),
                    (r.valid_from <= r.earlier_from,
                     'valid_from after ' || r.earlier_from, 'valid_from ' || r.valid_from),
                    ((r.revision = 1) <> (r.change_kind = 'created'),
                     CASE r.revision WHEN 1 THEN 'created' ELSE 'not created' END, r.change_kind),
                    ((r.earlier_kind = 'deleted') <> (r.change_kind = 'restored'),
                     CASE r.earlier_kind WHEN 'deleted' THEN 'restored' ELSE 'not restored' END, r.change_kind)
                    ) c (wrong, expected, found)
                WHERE c.wrong
                UNION ALL
                SELECT c.image_key, 'image_change', 'revision ' || c.revision, NULL, count(*) || CASE count(*) WHEN 1 THEN ' row' ELSE ' rows' END
                FROM inventory.image_change c
                WHERE c.image_key > ? AND c.image_key <= ?
                  AND NOT EXISTS (SELECT FROM inventory.image_revision r
                                  WHERE r.image_key = c.image_key AND r.revision = c.revision)
                GROUP BY c.image_key, c.revision) d
            JOIN inventory.image i USING (image_key)
            ORDER BY d.image_key, d.table_name, d.place
            """;

    private static final String ORPHANS = Stream.concat(
                    ListRows.TABLES.values().stream().map(ListRows.ListTable::name),
                    Stream.of("image_scope", "image_revision", "image_change"))
            .map(table ->
                    """
                    SELECT t.image_key, NULL AS account, NULL AS region, NULL AS image_id, '%1$s' AS table_name,
                           'rows of an image that does not exist' AS place, NULL AS expected,
                           count(*) || CASE count(*) WHEN 1 THEN ' row' ELSE ' rows' END AS found
                    FROM inventory.%1$s t
                    WHERE NOT EXISTS (SELECT FROM inventory.image i WHERE i.image_key = t.image_key)
                    GROUP BY t.image_key
                    """
                            .formatted(table))
            .collect(Collectors.joining("UNION ALL\n"));

    private static final int FETCH_SIZE = 1000;

    private StructureChecks() {}

    /** Reports the differences of the images in a range of keys. */
    static void ofImages(Connection connection, long after, long to, Consumer<Difference> found) throws SQLException {
        report(connection, OF_IMAGES, found, after, to, after, to, after, to);
    }

    /** Reports rows whose image does not exist. */
    static void orphans(Connection connection, Consumer<Difference> found) throws SQLException {
        report(connection, ORPHANS, found);
    }

    private static void report(Connection connection, String sql, Consumer<Difference> found, long... range)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            for (var i = 0; i < range.length; i++) {
                statement.setLong(i + 1, range[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var imageId = rows.getString("image_id");
                    found.accept(new Difference(
                            rows.getLong("image_key"),
                            imageId == null
                                    ? null
                                    : Difference.name(rows.getString("account"), rows.getString("region"), imageId),
                            rows.getString("table_name"),
                            rows.getString("place"),
                            rows.getString("expected"),
                            rows.getString("found")));
                }
            }
        }
    }
}

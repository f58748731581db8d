package org.imageinventory.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit trail, newest first. */
@Component
public final class ChangesQuery {

    // For all images, the newest revisions come from the index on valid_from, as many as the limit allows.
    private static final String OF_ALL = "inventory.image_revision";

    // For one image, its few revisions come from the primary key. MATERIALIZED stops the planner from scanning the
    // index on valid_from, and so the history of all images, instead.
    private static final String OF_ONE =
            """
            WITH history AS MATERIALIZED (
                SELECT r.image_key, r.revision, r.change_kind, r.valid_from, r.not_before, r.run_id
                FROM inventory.image i JOIN inventory.image_revision r USING (image_key)
                WHERE i.image_id = :image)
            """;

    private static final String ENTRIES =
            """
            SELECT r.not_before, r.valid_from, i.account, i.region, i.image_id, i.image_name, r.revision, r.change_kind,
                   e.field, e.old_value, e.new_value, r.run_id
            FROM %s r
            JOIN inventory.image i USING (image_key)
            CROSS JOIN LATERAL (
                -- The image as a whole. An update is shown by its fields, unless prune has dropped them.
                SELECT 0 AS position, NULL AS field, NULL::jsonb AS old_value, NULL::jsonb AS new_value
                WHERE r.change_kind <> 'updated'
                   OR NOT EXISTS (SELECT FROM inventory.image_change c
                                  WHERE c.image_key = r.image_key AND c.revision = r.revision)
                UNION ALL
                SELECT c.position, c.field, c.old_value, c.new_value
                FROM inventory.image_change c
                WHERE c.image_key = r.image_key AND c.revision = r.revision) e
            WHERE r.valid_from >= :since AND r.valid_from < :until AND r.change_kind = ANY (:kinds)
            ORDER BY r.valid_from DESC, r.image_key, r.revision DESC, e.position
            LIMIT :limit
            """;

    private static final OffsetDateTime EARLIEST = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime LATEST = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    private final JdbcClient jdbc;

    ChangesQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<RecordedChange> find(ChangeFilter filter) {
        var ofOne = filter.imageId() != null;
        var kinds = filter.kinds().isEmpty() ? List.of(ChangeKind.values()) : List.copyOf(filter.kinds());
        return jdbc.sql(ofOne ? OF_ONE + ENTRIES.formatted("history") : ENTRIES.formatted(OF_ALL))
                .param("image", filter.imageId())
                .param("since", bound(filter.since(), EARLIEST))
                .param("until", bound(filter.until(), LATEST))
                .param("kinds", kinds.stream().map(ChangeKind::label).toArray(String[]::new))
                .param("limit", filter.limit())
                .query((row, number) -> change(row))
                .list();
    }

    private static OffsetDateTime bound(@Nullable Instant instant, OffsetDateTime otherwise) {
        return instant == null ? otherwise : instant.atOffset(ZoneOffset.UTC);
    }

    private static RecordedChange change(ResultSet row) throws SQLException {
        return new RecordedChange(
                StoredImages.instant(row, "not_before"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("region"),
                row.getString("image_id"),
                row.getString("image_name"),
                row.getInt("revision"),
                ChangeKind.of(row.getString("change_kind")),
                row.getString("field"),
                row.getString("old_value"),
                row.getString("new_value"),
                row.getLong("run_id"));
    }
}

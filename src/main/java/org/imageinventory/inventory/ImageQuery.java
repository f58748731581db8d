package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.image.ApiTime;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.image.ListElement;
import org.imageinventory.image.ListField;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.ScalarField;
import org.imageinventory.inventory.run.Scopes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads single images: their newest state from the tables, or an earlier one from a document of their history. */
@Component
public final class ImageQuery {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Normalizer normalizer;

    ImageQuery(JdbcClient jdbc, JdbcTemplate template, Normalizer normalizer) {
        this.jdbc = jdbc;
        this.template = template;
        this.normalizer = normalizer;
    }

    /**
     * Returns the images with an ID, sorted by account and region.
     *
     * @param account only of this account; null for any
     * @param region only of this endpoint region; null for any
     * @param asOf their state at this time; null for the newest state, which deleted images also have
     */
    public List<ImageMatch> find(
            String imageId, @Nullable String account, @Nullable String region, @Nullable Instant asOf) {
        var keys = jdbc.sql(
                        """
                        SELECT image_key FROM inventory.image
                        WHERE image_id = :id
                          AND (:account::text IS NULL OR account = :account)
                          AND (:region::text IS NULL OR region = :region)
                        ORDER BY account, region
                        """)
                .param("id", imageId)
                .param("account", account)
                .param("region", region)
                .query(Long.class)
                .list();
        return Objects.requireNonNull(template.execute((Connection connection) -> matches(connection, keys, asOf)));
    }

    private List<ImageMatch> matches(Connection connection, List<Long> keys, @Nullable Instant asOf)
            throws SQLException {
        var images = StoredImages.read(connection, keys);
        var states = StoredRevision.newest(connection, keys, asOf);
        var matches = new ArrayList<ImageMatch>();
        for (var key : keys) {
            var image = images.get(key);
            if (image != null) {
                matches.add(match(image, states.get(key), asOf));
            }
        }
        return matches;
    }

    private ImageMatch match(StoredImage image, @Nullable StoredRevision state, @Nullable Instant asOf) {
        if (state == null) {
            return absent(image, firstRecorded(image));
        }
        if (asOf == null) {
            return present(image, now(image, state));
        }
        return state.kind() == ChangeKind.DELETED
                ? absent(image, new ImageMatch.Absence(ImageMatch.Reason.DELETED, state.validFrom()))
                : present(image, then(image, state));
    }

    private static ImageMatch present(StoredImage image, ShownImage shown) {
        return new ImageMatch(image.account(), image.region(), image.imageId(), shown, null);
    }

    private static ImageMatch absent(StoredImage image, ImageMatch.Absence absence) {
        return new ImageMatch(image.account(), image.region(), image.imageId(), null, absence);
    }

    /**
     * Returns why an image has no state. If its history does not begin with revision 1, {@code prune} dropped the
     * start.
     */
    private ImageMatch.Absence firstRecorded(StoredImage image) {
        return jdbc.sql(
                        """
                        SELECT revision, valid_from FROM inventory.image_revision
                        WHERE image_key = ? ORDER BY revision LIMIT 1
                        """)
                .param(image.imageKey())
                .query((row, number) -> new ImageMatch.Absence(
                        row.getInt("revision") > 1 ? ImageMatch.Reason.PRUNED : ImageMatch.Reason.NOT_SEEN_YET,
                        row.getObject("valid_from", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseGet(() -> new ImageMatch.Absence(ImageMatch.Reason.PRUNED, image.changedAt()));
    }

    private ShownImage now(StoredImage image, StoredRevision state) {
        var scalars = new LinkedHashMap<String, @Nullable Object>();
        for (var field : ScalarField.values()) {
            scalars.put(ImageRows.column(field), image.scalars().get(field));
        }
        var lists = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        ListRows.TABLES.forEach((field, table) -> lists.put(
                table.name(),
                image.list(field).stream()
                        .map(row -> named(table, row.values()))
                        .toList()));
        return new ShownImage(
                image.account(),
                image.region(),
                image.imageId(),
                image.revision(),
                state.kind(),
                image.firstSeenAt(),
                image.changedAt(),
                state.notBefore(),
                image.deletedAt(),
                scalars,
                lists,
                state.document(),
                holders(image.imageKey()));
    }

    private ShownImage then(StoredImage image, StoredRevision state) {
        var read = normalizer.normalize(DocumentJson.read(state.document())).image();
        if (read == null) {
            throw new IllegalStateException("the document of image " + image.imageId() + ", revision "
                    + state.revision() + ", is not an image: run verify for details");
        }
        return new ShownImage(
                image.account(),
                image.region(),
                image.imageId(),
                state.revision(),
                state.kind(),
                image.firstSeenAt(),
                state.validFrom(),
                state.notBefore(),
                null,
                scalars(read),
                lists(read),
                state.document(),
                null);
    }

    private static Map<String, @Nullable Object> scalars(Image image) {
        var scalars = new LinkedHashMap<String, @Nullable Object>();
        for (var field : ScalarField.values()) {
            var value = image.scalar(field);
            scalars.put(ImageRows.column(field), value instanceof ApiTime time ? time.instant() : value);
        }
        return scalars;
    }

    private static Map<String, List<Map<String, @Nullable Object>>> lists(Image image) {
        var lists = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        for (var field : ListField.values()) {
            var table = ListRows.table(field);
            lists.put(
                    table.name(),
                    image.list(field).stream()
                            .map(ListElement::values)
                            .map(values -> named(table, values))
                            .toList());
        }
        return lists;
    }

    private static Map<String, @Nullable Object> named(ListRows.ListTable table, List<@Nullable Object> values) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < values.size(); i++) {
            row.put(table.columns().get(i), values.get(i));
        }
        return row;
    }

    private List<ShownImage.Holder> holders(long imageKey) {
        return jdbc.sql(
                        """
                        SELECT s.*, s.scope_key = i.owner_scope_key AS owner
                        FROM inventory.image_scope h
                        JOIN inventory.scope s USING (scope_key)
                        JOIN inventory.image i USING (image_key)
                        WHERE h.image_key = ?
                        ORDER BY s.account, s.region, s.product, s.biz_region NULLS FIRST, s.scope_key
                        """)
                .param(imageKey)
                .query((row, number) -> new ShownImage.Holder(
                        Scopes.read(row), row.getBoolean("owner"), StoredImages.instant(row, "last_complete_at")))
                .list();
    }
}

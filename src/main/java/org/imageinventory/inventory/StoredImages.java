package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.ListField;
import org.imageinventory.image.ScalarField;
import org.imageinventory.image.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads images from the normalized tables, with one statement for their rows and one per list. */
final class StoredImages {

    private static final String IMAGES =
            "SELECT i.* FROM inventory.image i WHERE i.image_key = ANY (?) ORDER BY i.image_key";

    private static final String KEYS_AFTER =
            "SELECT image_key FROM inventory.image WHERE image_key > ? ORDER BY image_key LIMIT ?";

    private StoredImages() {}

    /** Returns the next keys of images, including deleted ones. */
    static List<Long> keysAfter(Connection connection, long key, int most) throws SQLException {
        try (var statement = connection.prepareStatement(KEYS_AFTER)) {
            statement.setLong(1, key);
            statement.setInt(2, most);
            var keys = new ArrayList<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getLong(1));
                }
            }
            return keys;
        }
    }

    /** Returns the images by key, in the order of their keys. */
    static Map<Long, StoredImage> read(Connection connection, Collection<Long> keys) throws SQLException {
        var images = new LinkedHashMap<Long, StoredImage>();
        try (var statement = connection.prepareStatement(IMAGES)) {
            statement.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    images.put(rows.getLong("image_key"), image(rows));
                }
            }
        }
        for (var list : ListRows.TABLES.entrySet()) {
            readList(connection, list.getKey(), list.getValue(), images);
        }
        return images;
    }

    private static void readList(
            Connection connection, ListField field, ListRows.ListTable table, Map<Long, StoredImage> images)
            throws SQLException {
        var sql = "SELECT * FROM inventory." + table.name() + " WHERE image_key = ANY (?) ORDER BY image_key, position";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("bigint", images.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var image = images.get(rows.getLong("image_key"));
                    if (image != null) {
                        image.lists()
                                .computeIfAbsent(field, key -> new ArrayList<>())
                                .add(new StoredImage.Row(rows.getInt("position"), values(rows, field, table)));
                    }
                }
            }
        }
    }

    private static List<@Nullable Object> values(ResultSet row, ListField field, ListRows.ListTable table)
            throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (var i = 0; i < table.columns().size(); i++) {
            var kind = field.members().isEmpty()
                    ? ValueType.TEXT
                    : field.members().get(i).kind();
            values.add(value(row, table.columns().get(i), kind));
        }
        return Collections.unmodifiableList(values);
    }

    private static StoredImage image(ResultSet row) throws SQLException {
        var scalars = new EnumMap<ScalarField, Object>(ScalarField.class);
        for (var field : ScalarField.values()) {
            var value = value(row, ImageRows.column(field), field.kind());
            if (value != null) {
                scalars.put(field, value);
            }
        }
        return new StoredImage(
                row.getLong("image_key"),
                row.getString("account"),
                row.getString("region"),
                row.getString("image_id"),
                row.getInt("revision"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instant(row, "deleted_at"),
                new Fingerprint(
                        row.getObject("fingerprint", UUID.class), row.getObject("volatile_fingerprint", UUID.class)),
                scalars,
                new EnumMap<>(ListField.class));
    }

    private static @Nullable Object value(ResultSet row, String column, ValueType kind) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(column);
            case INTEGER -> row.getObject(column, Integer.class);
            case BIGINT -> row.getObject(column, Long.class);
            case BOOLEAN -> row.getObject(column, Boolean.class);
            case TIME -> instant(row, column);
            case PERCENT -> row.getObject(column, Short.class);
        };
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

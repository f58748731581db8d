package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.image.Image;
import org.imageinventory.image.ListField;

/** The rows of the tables for lists: one table per list, one row per element. */
final class ListRows {

    /** A list's table and its columns, in the order of an element's values. */
    record ListTable(String name, List<String> columns) {}

    static final Map<ListField, ListTable> TABLES = tables();

    private ListRows() {}

    /** Returns the rows of one list, for images that have no rows in its table. */
    static BinaryCopy.Into insert(ListField field, Map<Long, Image> imagesByKey) {
        var table = table(field);
        var target = "inventory." + table.name() + " (image_key, position, " + String.join(", ", table.columns()) + ")";
        return new BinaryCopy.Into(target, copy -> {
            for (var image : imagesByKey.entrySet()) {
                var position = 0;
                for (var element : image.getValue().list(field)) {
                    copy.row(2 + element.values().size()).int8(image.getKey()).int4(++position);
                    for (var value : element.values()) {
                        copy.value(value);
                    }
                }
            }
        });
    }

    /** Returns the rows of all lists, except lists that are empty in all images. */
    static List<BinaryCopy.Into> insert(Map<Long, Image> imagesByKey) {
        return Arrays.stream(ListField.values())
                .filter(field -> imagesByKey.values().stream()
                        .anyMatch(image -> !image.list(field).isEmpty()))
                .map(field -> insert(field, imagesByKey))
                .toList();
    }

    static void delete(Connection connection, ListField field, Collection<Long> imageKeys) throws SQLException {
        var sql = "DELETE FROM inventory." + table(field).name() + " WHERE image_key = ANY (?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", imageKeys.toArray()));
            statement.executeUpdate();
        }
    }

    static ListTable table(ListField field) {
        return Objects.requireNonNull(TABLES.get(field));
    }

    private static Map<ListField, ListTable> tables() {
        var tables = new EnumMap<ListField, ListTable>(ListField.class);
        for (var field : ListField.values()) {
            tables.put(
                    field,
                    switch (field) {
                        case TAG -> new ListTable("image_tag", List.of("tag_key", "tag_value"));
                        case SNAPSHOT ->
                            new ListTable(
                                    "image_snapshot",
                                    List.of(
                                            "snapshot_id",
                                            "version_id",
                                            "disk_type",
                                            "disk_sub_type",
                                            "bind_type",
                                            "disk_category",
                                            "size"));
                        case REGION_STATE ->
                            new ListTable(
                                    "image_region_state", List.of("region_id", "version_id", "status", "progress"));
                        case APP -> new ListTable("image_app", List.of("app_id", "app_name"));
                        case REGION -> new ListTable("image_region", List.of("region_id"));
                        case FEATURE -> new ListTable("image_feature", List.of("feature"));
                        case LANGUAGE -> new ListTable("image_language", List.of("language"));
                        case DRIVER -> new ListTable("image_driver", List.of("driver_id"));
                        case RESOURCE_CATEGORY -> new ListTable("image_resource_category", List.of("category"));
                    });
        }
        return tables;
    }
}

package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imageinventory.image.ApiTime;
import org.imageinventory.image.Image;
import org.imageinventory.image.ScalarField;
import org.imageinventory.image.ValueType;
import org.imageinventory.inventory.run.WalkPass;
import org.jspecify.annotations.Nullable;

/** The rows of {@code inventory.image}: one column per scalar field, named after the field. */
final class ImageRows {

    private static final List<ScalarField> FIELDS = List.of(ScalarField.values());
    private static final String SCALARS = FIELDS.stream().map(ImageRows::column).collect(Collectors.joining(", "));

    private static final String INSERT =
            """
            inventory.image (image_key, owner_scope_key, revision, first_seen_at, changed_at, fingerprint,
            volatile_fingerprint, text_fingerprint, account, region, image_id, %s)
            """
                    .formatted(SCALARS);

    private static final String UPDATE =
            """
            UPDATE inventory.image i
            SET owner_scope_key = coalesce(?, i.owner_scope_key), deleted_at = NULL, revision = n.revision, changed_at = n.changed_at,
                fingerprint = n.fingerprint, volatile_fingerprint = n.volatile_fingerprint,
                text_fingerprint = CASE
                    WHEN n.text_fingerprint IS NULL AND n.fingerprint = i.fingerprint
                        AND n.volatile_fingerprint IS NOT DISTINCT FROM i.volatile_fingerprint THEN i.text_fingerprint
                    ELSE n.text_fingerprint END,
                %s
            FROM unnest(?, ?, ?, ?, ?, ?, %s)
                AS n(image_key, revision, changed_at, fingerprint, volatile_fingerprint, text_fingerprint, %s)
            WHERE i.image_key = n.image_key
            """
                    .formatted(
                            FIELDS.stream()
                                    .map(field -> column(field) + " = n." + column(field))
                                    .collect(Collectors.joining(", ")),
                            FIELDS.stream().map(field -> "?").collect(Collectors.joining(", ")),
                            SCALARS);

    private ImageRows() {}

    /** Returns the column of a field: its API name in snake_case. */
    static String column(ScalarField field) {
        return field.apiName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the rows of new images. Inserting one fails if another transaction has inserted the same image meanwhile.
     */
    static BinaryCopy.Into insert(WalkPass walk, List<ImageState> images) {
        return new BinaryCopy.Into(INSERT, copy -> {
            for (var state : images) {
                copy.row(11 + FIELDS.size())
                        .int8(state.imageKey())
                        .int8(walk.scopeKey())
                        .int4(state.revision())
                        .timestamp(state.changedAt())
                        .timestamp(state.changedAt())
                        .uuid(state.fingerprint().state())
                        .uuid(state.fingerprint().volatileState())
                        .uuid(state.textFingerprint())
                        .text(walk.scope().account())
                        .text(walk.scope().region())
                        .text(state.image().imageId());
                for (var field : FIELDS) {
                    copy.value(state.image().scalar(field));
                }
            }
        });
    }

    /** Updates rows, and makes the walk's scope their owner. */
    static void update(Connection connection, WalkPass walk, List<ImageState> images) throws SQLException {
        update(connection, (Long) walk.scopeKey(), images);
    }

    /** Updates rows, and keeps their owners. */
    static void update(Connection connection, List<ImageState> images) throws SQLException {
        update(connection, (Long) null, images);
    }

    private static void update(Connection connection, @Nullable Long ownerScopeKey, List<ImageState> images)
            throws SQLException {
        try (var statement = connection.prepareStatement(UPDATE)) {
            var at = 1;
            statement.setObject(at++, ownerScopeKey, Types.BIGINT);
            var columns = Stream.concat(
                    Stream.<Column>of(
                            new Column("bigint", ImageState::imageKey),
                            new Column("integer", ImageState::revision),
                            new Column("timestamptz", state -> state.changedAt().atOffset(ZoneOffset.UTC)),
                            new Column("uuid", state -> state.fingerprint().state()),
                            new Column("uuid", state -> state.fingerprint().volatileState()),
                            new Column("uuid", ImageState::textFingerprint)),
                    FIELDS.stream().map(field -> new Column(type(field.kind()), state -> cell(state.image(), field))));
            for (var column : columns.toList()) {
                var cells = images.stream().map(column.cell()).toArray();
                statement.setArray(at++, connection.createArrayOf(column.type(), cells));
            }
            statement.executeUpdate();
        }
    }

    private record Column(String type, Function<ImageState, @Nullable Object> cell) {}

    private static @Nullable Object cell(Image image, ScalarField field) {
        var value = image.scalar(field);
        return value instanceof ApiTime time ? time.instant().atOffset(ZoneOffset.UTC) : value;
    }

    private static String type(ValueType kind) {
        return switch (kind) {
            case TEXT -> "text";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case BOOLEAN -> "boolean";
            case TIME -> "timestamptz";
            case PERCENT -> "smallint";
        };
    }

    /** Reserves keys for new images. */
    static List<Long> nextKeys(Connection connection, int count) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT array_agg(nextval('inventory.image_image_key_seq')) FROM generate_series(1, ?)")) {
            statement.setInt(1, count);
            try (var row = statement.executeQuery()) {
                row.next();
                return Arrays.asList((Long[]) row.getArray(1).getArray());
            }
        }
    }
}

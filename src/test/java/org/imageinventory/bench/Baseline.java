package org.imageinventory.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.imageinventory.image.ApiTime;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.image.ListField;
import org.imageinventory.image.ScalarField;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The usual solution with Spring Batch: one {@link JdbcBatchItemWriter} per table. It inserts or updates every image,
 * changed or not, and replaces the rows of its lists. It keeps the newest document and no history. Its connection
 * rewrites batches to multi-row statements.
 */
final class Baseline implements Writer {

    private static final Map<ListField, List<String>> LISTS = lists();

    /** An image and the key that the database assigned to it. */
    private record Keyed(long key, Image image) {}

    private record Row(long key, int position, List<@Nullable Object> values) {}

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcBatchItemWriter<Parsed> images;
    private final JdbcBatchItemWriter<Keyed> documents;
    private final Map<ListField, JdbcBatchItemWriter<Keyed>> cleaners = new LinkedHashMap<>();
    private final Map<ListField, JdbcBatchItemWriter<Row>> elements = new LinkedHashMap<>();

    Baseline(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.images = writer(upsertOfImages(), (statement, item) -> {
            statement.setString(1, item.image().imageId());
            set(
                    statement,
                    2,
                    Arrays.stream(ScalarField.values())
                            .map(item.image()::scalar)
                            .toList());
        });
        this.documents = writer(
                """
                INSERT INTO inventory.image_revision (image_key, revision, change_kind, valid_from, run_id, document)
                VALUES (?, 1, 'created', ?, 1, CAST(? AS jsonb))
                ON CONFLICT (image_key, revision) DO UPDATE SET document = excluded.document
                """,
                (statement, item) -> {
                    statement.setLong(1, item.key());
                    statement.setTimestamp(2, Timestamp.from(Instant.EPOCH));
                    statement.setString(3, DocumentJson.write(item.image().document()));
                });
        LISTS.forEach((field, table) -> {
            var columns = table.subList(1, table.size());
            cleaners.put(
                    field,
                    writer("DELETE FROM inventory." + table.get(0) + " WHERE image_key = ?", (statement, item) -> {
                        statement.setLong(1, item.key());
                    }));
            elements.put(
                    field,
                    writer(
                            "INSERT INTO inventory.%s (image_key, position, %s) VALUES (?, ?, %s)"
                                    .formatted(table.get(0), String.join(", ", columns), places(columns.size())),
                            (statement, row) -> {
                                statement.setLong(1, row.key());
                                statement.setInt(2, row.position());
                                set(statement, 3, row.values());
                            }));
        });
    }

    /** Allows overwriting a document, which the tables refuse and this writer needs. */
    static void prepare(DataSource superuser) {
        JdbcClient.create(superuser)
                .sql("ALTER TABLE inventory.image_revision DISABLE TRIGGER USER")
                .update();
    }

    @Override
    public void begin() {}

    @Override
    public void write(List<Parsed> chunk) {
        transaction.executeWithoutResult(status -> {
            write(images, chunk);
            var keyed = keyed(chunk);
            write(documents, keyed);
            cleaners.values().forEach(cleaner -> write(cleaner, keyed));
            elements.forEach((field, writer) -> write(writer, rows(keyed, field)));
        });
    }

    @Override
    public void gone(List<String> imageIds) {
        jdbc.sql("UPDATE inventory.image SET deleted_at = now() WHERE image_id IN (:ids)")
                .param("ids", imageIds)
                .update();
    }

    private List<Keyed> keyed(List<Parsed> chunk) {
        var keys = new HashMap<String, Long>();
        jdbc.sql("SELECT image_id, image_key FROM inventory.image WHERE image_id IN (:ids)")
                .param("ids", chunk.stream().map(item -> item.image().imageId()).toList())
                .query(row -> {
                    keys.put(row.getString(1), row.getLong(2));
                });
        return chunk.stream()
                .map(item ->
                        new Keyed(Objects.requireNonNull(keys.get(item.image().imageId())), item.image()))
                .toList();
    }

    private static List<Row> rows(List<Keyed> images, ListField field) {
        return images.stream()
                .flatMap(item -> IntStream.range(0, item.image().list(field).size())
                        .mapToObj(i -> new Row(
                                item.key(),
                                i + 1,
                                item.image().list(field).get(i).values())))
                .toList();
    }

    private static String upsertOfImages() {
        var columns = Arrays.stream(ScalarField.values()).map(Baseline::column).toList();
        return """
                INSERT INTO inventory.image (owner_scope_key, revision, first_seen_at, changed_at, fingerprint,
                    account, region, image_id, %s)
                VALUES (1, 1, now(), now(), '00000000-0000-0000-0000-000000000000', 'main', 'cn-shanghai', ?, %s)
                ON CONFLICT (image_id, account, region) DO UPDATE SET changed_at = excluded.changed_at, %s
                """
                .formatted(
                        String.join(", ", columns),
                        places(columns.size()),
                        columns.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", ")));
    }

    private static void set(PreparedStatement statement, int from, List<@Nullable Object> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            statement.setObject(from + i, value instanceof ApiTime time ? Timestamp.from(time.instant()) : value);
        }
    }

    private <T> JdbcBatchItemWriter<T> writer(String sql, Setter<T> setter) {
        var writer = new JdbcBatchItemWriterBuilder<T>()
                .dataSource(database)
                .sql(sql)
                .itemPreparedStatementSetter((item, statement) -> setter.set(statement, item))
                .assertUpdates(false)
                .build();
        return writer;
    }

    private interface Setter<T> {
        void set(PreparedStatement statement, T item) throws SQLException;
    }

    private static <T> void write(JdbcBatchItemWriter<T> writer, List<T> items) {
        try {
            if (!items.isEmpty()) {
                writer.write(new Chunk<>(items));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<ListField, List<String>> lists() {
        var lists = new EnumMap<ListField, List<String>>(ListField.class);
        lists.put(ListField.TAG, List.of("image_tag", "tag_key", "tag_value"));
        lists.put(
                ListField.SNAPSHOT,
                List.of(
                        "image_snapshot",
                        "snapshot_id",
                        "version_id",
                        "disk_type",
                        "disk_sub_type",
                        "bind_type",
                        "disk_category",
                        "size"));
        lists.put(
                ListField.REGION_STATE, List.of("image_region_state", "region_id", "version_id", "status", "progress"));
        lists.put(ListField.APP, List.of("image_app", "app_id", "app_name"));
        lists.put(ListField.REGION, List.of("image_region", "region_id"));
        lists.put(ListField.FEATURE, List.of("image_feature", "feature"));
        lists.put(ListField.LANGUAGE, List.of("image_language", "language"));
        lists.put(ListField.DRIVER, List.of("image_driver", "driver_id"));
        lists.put(ListField.RESOURCE_CATEGORY, List.of("image_resource_category", "category"));
        return lists;
    }

    private static String places(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    private static String column(ScalarField field) {
        return field.apiName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}

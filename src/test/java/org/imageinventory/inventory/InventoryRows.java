package org.imageinventory.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that a test inserts into the tables, and the rows that the views return. */
@NullMarked
final class InventoryRows {

    private final JdbcClient jdbc;

    InventoryRows(PostgresDatabase database) {
        this.jdbc = JdbcClient.create(database.dataSource());
    }

    /** Runs a statement unchanged. */
    void sql(String statement) {
        jdbc.sql(statement).update();
    }

    /**
     * Inserts a live image of account main in cn-shanghai, first seen at the start of 2026, with additional columns.
     */
    void image(long key, String id, Map<String, ?> columns) {
        var names = new ArrayList<String>(List.of("image_key", "account", "region", "image_id", "owner_scope_key"));
        var values = new ArrayList<Object>(List.of(key, "main", "cn-shanghai", id, 1));
        names.addAll(List.of("revision", "fingerprint"));
        values.addAll(List.of(1, UUID.nameUUIDFromBytes(new byte[] {(byte) key})));
        columns.forEach((name, value) -> {
            var known = names.indexOf(name);
            if (known >= 0) {
                values.set(known, value);
            } else {
                names.add(name);
                values.add(value);
            }
        });
        jdbc.sql("INSERT INTO inventory.image (first_seen_at, changed_at, " + String.join(", ", names)
                        + ") VALUES ('2026-01-01Z', '2026-01-01Z', "
                        + names.stream().map(name -> "?").collect(Collectors.joining(", ")) + ")")
                .params(values)
                .update();
    }

    void image(long key, String id) {
        image(key, id, Map.of());
    }

    void deleted(long key, String moment) {
        sql("UPDATE inventory.image SET deleted_at = '%s' WHERE image_key = %d".formatted(moment, key));
    }

    /** Inserts a revision. The image's row does not change. */
    void revision(long key, int revision, String kind, String validFrom, String document) {
        jdbc.sql(
                        """
                        INSERT INTO inventory.image_revision
                            (image_key, revision, change_kind, valid_from, run_id, document)
                        VALUES (?, ?, ?, ?::timestamptz, 1, ?::jsonb)
                        """)
                .params(key, revision, kind, validFrom, document)
                .update();
    }

    /**
     * Inserts revisions 1, 2, … on the first, second, … day of 2026. Each has this status, or is a deletion for {@code
     * gone}.
     */
    void statuses(long key, String... statuses) {
        for (var i = 0; i < statuses.length; i++) {
            var gone = statuses[i].equals("gone");
            var back = i > 0 && statuses[i - 1].equals("gone");
            revision(
                    key,
                    i + 1,
                    i == 0 ? "created" : gone ? "deleted" : back ? "restored" : "updated",
                    "2026-01-%02dZ".formatted(i + 1),
                    "{\"Status\": \"" + (gone ? "AVAILABLE" : statuses[i]) + "\"}");
        }
    }

    /** Returns the rows of a query, one text per row. Columns are separated by bars, and null is a dash. */
    List<String> rows(String query) {
        return jdbc.sql(query).query((row, number) -> text(row)).list();
    }

    private static String text(ResultSet row) throws SQLException {
        var columns = new StringJoiner("|");
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            // The session uses the machine's time zone.
            var text = row.getMetaData().getColumnTypeName(i).equals("timestamptz") && row.getTimestamp(i) != null
                    ? row.getTimestamp(i).toInstant().toString()
                    : row.getString(i);
            columns.add(text == null ? "-" : text);
        }
        return columns.toString();
    }
}

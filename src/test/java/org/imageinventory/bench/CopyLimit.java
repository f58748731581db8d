package org.imageinventory.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What cannot be beaten with these tables: the rows of a first load, made ready beforehand, by {@code COPY} into the
 * same tables with the same indexes, a chunk a transaction.
 */
final class CopyLimit {

    private static final List<String> TABLES = List.of(
            "image",
            "image_tag",
            "image_snapshot",
            "image_region_state",
            "image_app",
            "image_region",
            "image_feature",
            "image_language",
            "image_driver",
            "image_resource_category",
            "image_revision",
            "image_scope");

    /** By table, the rows of a chunk in the binary form of COPY. */
    private final List<Map<String, byte[]>> chunks = new ArrayList<>();

    private CopyLimit() {}

    /** Takes the rows out of tables into which chunks of new images were written one after the other. */
    static CopyLimit of(DataSource loaded, int images, int chunk) {
        var limit = new CopyLimit();
        try (var connection = loaded.getConnection()) {
            for (var from = 1; from <= images; from += chunk) {
                var rows = new LinkedHashMap<String, byte[]>();
                for (var table : TABLES) {
                    var bytes = new ByteArrayOutputStream();
                    copy(connection)
                            .copyOut(
                                    "COPY (SELECT * FROM inventory.%s WHERE image_key BETWEEN %d AND %d) TO STDOUT (FORMAT binary)"
                                            .formatted(table, from, from + chunk - 1),
                                    bytes);
                    rows.put(table, bytes.toByteArray());
                }
                limit.chunks.add(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return limit;
    }

    void load(DataSource database) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var rows : chunks) {
                for (var table : rows.entrySet()) {
                    copy(connection)
                            .copyIn(
                                    "COPY inventory." + table.getKey() + " FROM STDIN (FORMAT binary)",
                                    new ByteArrayInputStream(table.getValue()));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}

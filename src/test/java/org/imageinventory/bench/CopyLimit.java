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
 * The limit for these tables: {@code COPY} writes the rows of a first load into the same tables with the same indexes,
 * one chunk per transaction. The rows are prepared beforehand.
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

    /** The rows of each chunk by table, in the binary format of COPY. */
    private final List<Map<String, byte[]>> chunks = new ArrayList<>();

    private CopyLimit() {}

    /** Reads the rows from tables into which chunks of new images were written one after the other. */
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

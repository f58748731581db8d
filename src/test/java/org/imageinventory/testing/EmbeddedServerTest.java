package org.imageinventory.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class EmbeddedServerTest {

    @Test
    void afterACrashItHasWhatWasCommitted() throws SQLException {
        try (var embedded = EmbeddedServer.start(EmbeddedServer.Durability.SAFE);
                var connection = embedded.server().connect()) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
            connection.createStatement().execute("CREATE UNLOGGED TABLE lost AS SELECT 42 AS answer");

            embedded.crash();
            assertThatThrownBy(() -> embedded.server().connect()).isInstanceOf(SQLException.class);
            embedded.restart();

            assertThat(rows(embedded, "kept")).isEqualTo(1);
            assertThat(rows(embedded, "lost"))
                    .as("a crash empties unlogged tables")
                    .isZero();
        }
    }

    private static long rows(EmbeddedServer embedded, String table) throws SQLException {
        try (var connection = embedded.server().connect();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package org.imageinventory.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresDatabaseTest {

    @RegisterExtension
    static final PostgresDatabase ofTheClass = new PostgresDatabase();

    @RegisterExtension
    static final PostgresDatabase migrated = PostgresDatabase.migrated();

    @RegisterExtension
    static final PostgresDatabase ofEachTest = new PostgresDatabase().perTest();

    @RegisterExtension
    final PostgresDatabase ofTheInstance = new PostgresDatabase();

    private static final Set<String> seen = new HashSet<>();

    @Test
    void startsEmpty() throws SQLException {
        assertThat(query(ofTheClass.dataSource(), "SELECT count(*) FROM pg_stat_user_tables"))
                .isEqualTo("0");
    }

    @Test
    void aMigratedOneHasFlywaysHistory() throws SQLException {
        assertThat(query(
                        migrated.dataSource(),
                        "SELECT count(*) FROM pg_tables WHERE tablename = 'flyway_schema_history'"))
                .isEqualTo("1");
    }

    @RepeatedTest(2)
    void eachTestGetsANewOneWhereAsked() throws SQLException {
        assertThat(seen.add(query(ofEachTest.dataSource(), "SELECT current_database()")))
                .isTrue();
        assertThat(seen.add(query(ofTheInstance.dataSource(), "SELECT current_database()")))
                .isTrue();
    }

    @Nested
    final class Inside {
        @Test
        void aNestedClassSharesThatOfTheClassAroundIt() throws SQLException {
            assertThat(query(ofTheClass.dataSource(), "SELECT current_database()"))
                    .startsWith("test_postgresdatabasetest_");
        }
    }

    private static String query(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboard uses only existing data. Its SQL runs as the reader, and its metrics are among those that a run pushes.
 */
class DashboardTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static Exposition pushed;
    private static Connection reader;

    @BeforeAll
    static void run() throws SQLException {
        pushed = MeasuredRun.on(DATABASE);
        reader = Sql.on(DATABASE).connect();
        try (var statement = reader.createStatement()) {
            statement.execute("SET ROLE test_inventory_reader");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        reader.close();
    }

    static Stream<Dashboard.Query> sqlQueries() {
        return Dashboard.sqlQueries();
    }

    static Stream<Dashboard.Query> promQlQueries() {
        return Dashboard.promQlQueries();
    }

    @ParameterizedTest
    @MethodSource("sqlQueries")
    void aQueryRunsAsTheReader(Dashboard.Query query) throws SQLException {
        var sql = query.sql("now() - interval '7 days'", "now()", "main");
        assertThat(sql).doesNotContain("$");

        try (var statement = reader.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = columns(rows);
            assertThat(columns).doesNotHaveDuplicates();
            if (query.format().equals("time_series")) {
                assertThat(columns.get(0)).isEqualTo("time");
                assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("timestamptz");
                assertThat(rows.next()).as("a row of the last run").isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("promQlQueries")
    void anExpressionNamesMetricsThatARunPushes(Dashboard.Query query) {
        assertThat(PromQl.metrics(query.text())).isNotEmpty().isSubsetOf(pushed.names());
    }

    @Test
    void panelsHaveTheirDatasourceByVariableAndAPlaceOfTheirOwn() {
        var panels = Dashboard.panels().toList();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> !panel.path("type").asString().equals("row"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> {
                    assertThat(panel.path("datasource").path("uid").asString()).isIn("${prometheus}", "${postgresql}");
                    assertThat(panel.path("targets").valueStream()).isNotEmpty().allSatisfy(target -> assertThat(
                                    target.path("datasource"))
                            .isEqualTo(panel.path("datasource")));
                });
        var cells = new ArrayList<String>();
        panels.forEach(panel -> {
            var place = panel.path("gridPos");
            for (var x = 0; x < place.path("w").asInt(); x++) {
                for (var y = 0; y < place.path("h").asInt(); y++) {
                    cells.add((place.path("x").asInt() + x) + ","
                            + (place.path("y").asInt() + y));
                }
            }
        });
        assertThat(cells).doesNotHaveDuplicates().noneMatch(cell -> cell.startsWith("24,"));
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var columns = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnLabel(i));
        }
        return columns;
    }
}

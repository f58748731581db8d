package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard uses only existing data. Its SQL runs as the reader, and its metrics are among those that a run pushes.
 */
class DashboardTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final JsonNode DASHBOARD = dashboard();

    private static Exposition pushed;
    private static Connection reader;

    record Query(String panel, String format, String text) {

        @Override
        public String toString() {
            return panel;
        }
    }

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

    static Stream<Query> sqlQueries() {
        var ofPanels = targets("grafana-postgresql-datasource", "rawSql");
        var ofVariables = elements(DASHBOARD.path("templating").path("list"))
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> new Query(
                        variable.path("name").asString(),
                        "table",
                        variable.path("query").asString()));
        return Stream.concat(ofPanels, ofVariables);
    }

    static Stream<Query> promQlQueries() {
        return targets("prometheus", "expr");
    }

    @ParameterizedTest
    @MethodSource("sqlQueries")
    void aQueryRunsAsTheReader(Query query) throws SQLException {
        var sql = query.text()
                .replaceAll(
                        "\\$__timeFilter\\(((?:[^()]|\\([^()]*\\))*)\\)",
                        "$1 BETWEEN now() - interval '7 days' AND now()")
                .replace("${account:sqlstring}", "'main'");
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
    void anExpressionNamesMetricsThatARunPushes(Query query) {
        assertThat(PromQl.metrics(query.text())).isNotEmpty().isSubsetOf(pushed.names());
    }

    @Test
    void panelsHaveTheirDatasourceByVariableAndAPlaceOfTheirOwn() {
        var panels = elements(DASHBOARD.path("panels")).toList();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> !panel.path("type").asString().equals("row"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> {
                    assertThat(panel.path("datasource").path("uid").asString()).isIn("${prometheus}", "${postgresql}");
                    assertThat(elements(panel.path("targets"))).isNotEmpty().allSatisfy(target -> assertThat(
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

    private static Stream<Query> targets(String datasource, String member) {
        return elements(DASHBOARD.path("panels")).flatMap(panel -> elements(panel.path("targets"))
                .filter(target ->
                        target.path("datasource").path("type").asString().equals(datasource))
                .map(target -> new Query(
                        panel.path("title").asString() + " "
                                + target.path("refId").asString(),
                        target.path("format").asString(),
                        target.path(member).asString())));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return list.valueStream();
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var columns = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnLabel(i));
        }
        return columns;
    }

    private static JsonNode dashboard() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("observability/grafana-dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

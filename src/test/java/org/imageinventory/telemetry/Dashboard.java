package org.imageinventory.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Grafana dashboard: its panels and their queries. */
final class Dashboard {

    private static final JsonNode DOCUMENT = read();

    private Dashboard() {}

    /**
     * A query of a panel or of a variable.
     *
     * @param source title of the panel with the ID of the query, or name of the variable
     */
    record Query(String source, String format, String text) {

        /** Returns the SQL that Grafana sends: with a time range, given as two SQL expressions, and an account. */
        String sql(String from, String to, String account) {
            return text.replaceAll(
                            "\\$__timeFilter\\(((?:[^()]|\\([^()]*\\))*)\\)", "$1 BETWEEN " + from + " AND " + to)
                    .replace("${account:sqlstring}", "'" + account + "'");
        }

        @Override
        public String toString() {
            return source;
        }
    }

    static Stream<JsonNode> panels() {
        return DOCUMENT.path("panels").valueStream();
    }

    static Stream<Query> sqlQueries() {
        var ofVariables = DOCUMENT.path("templating")
                .path("list")
                .valueStream()
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> new Query(
                        variable.path("name").asString(),
                        "table",
                        variable.path("query").asString()));
        return Stream.concat(targets("grafana-postgresql-datasource", "rawSql"), ofVariables);
    }

    static Stream<Query> promQlQueries() {
        return targets("prometheus", "expr");
    }

    private static Stream<Query> targets(String datasource, String member) {
        return panels().flatMap(panel -> panel.path("targets")
                .valueStream()
                .filter(target ->
                        target.path("datasource").path("type").asString().equals(datasource))
                .map(target -> new Query(
                        panel.path("title").asString() + " "
                                + target.path("refId").asString(),
                        target.path("format").asString(),
                        target.path(member).asString())));
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("observability/grafana-dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

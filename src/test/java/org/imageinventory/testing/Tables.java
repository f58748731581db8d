package org.imageinventory.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import org.springframework.jdbc.core.JdbcTemplate;

/** The contents of the tables, for assertions: texts, numbers, booleans and instants. A jsonb value is a text. */
public final class Tables {

    public static final List<String> LISTS = List.of(
            "image_tag",
            "image_snapshot",
            "image_region_state",
            "image_region",
            "image_app",
            "image_feature",
            "image_language",
            "image_driver",
            "image_resource_category");

    private static final List<String> INVENTORY =
            List.of("image", "image_scope", "image_revision", "image_change", "field_anomaly");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JdbcTemplate jdbc;

    public Tables(PostgresDatabase database) {
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    public List<Map<String, @Nullable Object>> rows(String sql, Object... parameters) {
        return jdbc.query(
                sql,
                (row, number) -> {
                    var values = new LinkedHashMap<String, @Nullable Object>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(row.getMetaData().getColumnLabel(i), plain(row.getObject(i)));
                    }
                    return values;
                },
                parameters);
    }

    /** Returns the rows as lists of their values. */
    public List<List<@Nullable Object>> values(String sql, Object... parameters) {
        return rows(sql, parameters).stream()
                .map(row -> Arrays.asList(row.values().toArray()))
                .toList();
    }

    /** Returns the only row. */
    public Map<String, @Nullable Object> row(String sql, Object... parameters) {
        var rows = rows(sql, parameters);
        assertThat(rows).as(sql).hasSize(1);
        return rows.get(0);
    }

    /** Returns the only value of the only row. */
    public @Nullable Object value(String sql, Object... parameters) {
        return row(sql, parameters).values().iterator().next();
    }

    /** Waits until a query returns true, for example because another process has reached some state. */
    public void await(String sql) {
        Awaitility.await(sql).atMost(PATIENCE).until(() -> Boolean.TRUE.equals(value(sql)));
    }

    public long count(String table) {
        return (Long) Objects.requireNonNull(value("SELECT count(*) FROM inventory." + table));
    }

    /** Returns an image's rows in a list's table, without key and position. */
    public Set<List<@Nullable Object>> rowsOf(String table, String imageId) {
        var rows = new HashSet<List<@Nullable Object>>();
        var sql = "SELECT t.* FROM inventory." + table
                + " t JOIN inventory.image i USING (image_key) WHERE i.image_id = ?";
        for (var row : rows(sql, imageId)) {
            row.keySet().removeAll(List.of("image_key", "position"));
            rows.add(new ArrayList<>(row.values()));
        }
        return rows;
    }

    /** Returns the walk of a product's scope in the newest run. */
    public Map<String, @Nullable Object> walk(String product) {
        return row(
                """
                SELECT w.* FROM inventory.walk w JOIN inventory.scope s USING (scope_key)
                WHERE s.product = ? AND w.run_id = (SELECT max(run_id) FROM inventory.sync_run)
                """,
                product);
    }

    /** Returns the newest run. */
    public Map<String, @Nullable Object> run() {
        return row("SELECT * FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1");
    }

    /** Returns the changes of an image at its newest revision, as {@code old → new} by field. */
    public Map<String, String> changes(String imageId) {
        var changes = new TreeMap<String, String>();
        rows(
                        """
                        SELECT c.field, c.old_value, c.new_value
                        FROM inventory.image_change c JOIN inventory.image i USING (image_key, revision)
                        WHERE i.image_id = ?
                        """,
                        imageId)
                .forEach(row -> changes.put(
                        String.valueOf(row.get("field")), row.get("old_value") + " → " + row.get("new_value")));
        return changes;
    }

    /**
     * Returns the place and the writer of each row of images, lists, history and anomalies. They stay the same until a
     * row is written.
     */
    public Map<String, List<List<@Nullable Object>>> versions() {
        var versions = new TreeMap<String, List<List<@Nullable Object>>>();
        INVENTORY.forEach(table -> versions.put(table, versions(table)));
        LISTS.forEach(table -> versions.put(table, versions(table)));
        return versions;
    }

    private List<List<@Nullable Object>> versions(String table) {
        return values("SELECT ctid::text, xmin::text, xmax::text FROM inventory." + table + " ORDER BY ctid");
    }

    /** Returns all data about images except keys, times and runs. Equivalent inventories have the same data. */
    public Map<String, List<List<@Nullable Object>>> contents() {
        var contents = new TreeMap<String, List<List<@Nullable Object>>>();
        INVENTORY.forEach(table -> contents.put(table, contents(table)));
        LISTS.forEach(table -> contents.put(table, contents(table)));
        return contents;
    }

    public List<List<@Nullable Object>> contents(String table) {
        return switch (table) {
            case "image" -> contentsOf("t.image_id", "inventory.image t");
            case "field_anomaly" -> contentsOf("t.field", "inventory.field_anomaly t");
            case "image_scope" ->
                values(
                        """
                        SELECT i.image_id, s.account, s.region, s.product, s.biz_region, s.filter
                        FROM inventory.image_scope JOIN inventory.image i USING (image_key)
                        JOIN inventory.scope s USING (scope_key)
                        ORDER BY 1, 2, 3, 4, 5
                        """);
            default -> contentsOf("i.image_id", "inventory." + table + " t JOIN inventory.image i USING (image_key)");
        };
    }

    private List<List<@Nullable Object>> contentsOf(String name, String from) {
        var sql =
                """
                SELECT %s, md5((to_jsonb(t) - ARRAY['image_key', 'owner_scope_key', 'first_seen_at', 'changed_at',
                    'deleted_at', 'valid_from', 'not_before', 'run_id', 'last_seen_at'])::text),
                    to_jsonb(t) ->> 'deleted_at' IS NULL
                FROM %s ORDER BY 1, 2
                """;
        return values(sql.formatted(name, from));
    }

    /** Asserts the exit code. On failure, shows the output. */
    public static Program.Outcome assertExit(Program.Outcome outcome, int exitCode) {
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
        return outcome;
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return value instanceof PGobject object ? object.getValue() : value;
    }
}

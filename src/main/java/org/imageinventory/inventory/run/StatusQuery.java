package org.imageinventory.inventory.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the results of runs, and how fresh each scope is. */
@Repository
public class StatusQuery {

    private final JdbcClient jdbc;

    StatusQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns all scopes that were ever configured or planned, in the order of their names. */
    public List<ScopeFreshness> scopes() {
        return jdbc.sql(
                        """
                        SELECT account, region, product, biz_region, filter, last_complete_at,
                               last_complete_started_at, extract(epoch FROM late_after)::bigint AS late_after_seconds,
                               late, in_last_run, live_images
                        FROM inventory.scope_freshness
                        ORDER BY account, region, product, biz_region NULLS FIRST, scope_key
                        """)
                .query((row, number) -> new ScopeFreshness(
                        Scopes.read(row),
                        instant(row, "last_complete_at"),
                        instant(row, "last_complete_started_at"),
                        Duration.ofSeconds(row.getLong("late_after_seconds")),
                        row.getBoolean("late"),
                        row.getBoolean("in_last_run"),
                        row.getLong("live_images")))
                .list();
    }

    /** Returns the number of fields that are listed as anomalies, by kind; 0 for a kind without any. */
    public Map<String, Long> anomalies() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql(
                        """
                        SELECT kind, count(field) AS fields
                        FROM unnest(ARRAY['unknown', 'malformed']) AS known(kind)
                        LEFT JOIN inventory.field_anomaly USING (kind)
                        GROUP BY kind
                        """)
                .query(row -> {
                    counts.put(row.getString("kind"), row.getLong("fields"));
                });
        return counts;
    }

    /** Returns the approximate number of rows of each table of the inventory, from PostgreSQL's statistics. */
    public Map<String, Long> rows() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("SELECT relname, n_live_tup FROM pg_stat_user_tables WHERE schemaname = 'inventory'")
                .query(row -> {
                    counts.put(row.getString("relname"), row.getLong("n_live_tup"));
                });
        return counts;
    }

    /** Whether there are tables to read: the first {@code sync} or {@code migrate} creates them. */
    public boolean hasTables() {
        return jdbc.sql("SELECT to_regclass('inventory.sync_run') IS NOT NULL")
                .query(Boolean.class)
                .single();
    }

    /** Returns the newest runs, newest first, without dry runs. */
    public List<RunReport> lastRuns(int most) {
        return lastRuns(false, most);
    }

    /** Returns the newest dry runs, newest first. */
    public List<RunReport> lastDryRuns(int most) {
        return lastRuns(true, most);
    }

    private List<RunReport> lastRuns(boolean dryRun, int most) {
        return jdbc
                .sql("SELECT run_id FROM inventory.sync_run WHERE dry_run = ? ORDER BY run_id DESC LIMIT ?")
                .params(dryRun, most)
                .query(Long.class)
                .list()
                .stream()
                .map(this::run)
                .toList();
    }

    /** Returns one run with its walks. */
    public RunReport run(long runId) {
        return jdbc.sql("SELECT * FROM inventory.sync_run WHERE run_id = ?")
                .param(runId)
                .query((row, number) -> new RunReport(
                        runId,
                        row.getBoolean("dry_run"),
                        row.getTimestamp("started_at").toInstant(),
                        instant(row, "resumed_at"),
                        instant(row, "ended_at"),
                        RunOutcome.of(row.getString("outcome")),
                        row.getLong("api_requests"),
                        row.getLong("api_retries"),
                        walks(runId)))
                .single();
    }

    private List<WalkReport> walks(long runId) {
        return jdbc.sql(
                        """
                        SELECT w.*, s.account, s.region, s.product, s.biz_region, s.filter
                        FROM inventory.walk w JOIN inventory.scope s USING (scope_key)
                        WHERE w.run_id = ?
                        ORDER BY s.account, s.region, s.product, s.biz_region NULLS FIRST, s.scope_key
                        """)
                .param(runId)
                .query((row, number) -> walk(row))
                .list();
    }

    private static WalkReport walk(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        return new WalkReport(
                Scopes.read(row),
                WalkStatus.of(row.getString("status")),
                row.getLong("pages"),
                row.getObject("count_reported", Long.class),
                row.getLong("images_seen"),
                new Tally(
                        row.getLong("created"),
                        row.getLong("updated"),
                        row.getLong("deleted"),
                        row.getLong("restored"),
                        row.getLong("unchanged")),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "ended_at"),
                instant(row, "pass_started_at"),
                row.getBoolean("resumed"),
                row.getLong("unsettled"),
                code == null
                        ? null
                        : new WalkReport.Failure(code, row.getString("error_message"), row.getString("request_id")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}

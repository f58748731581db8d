package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
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
 * What each panel that queries PostgreSQL shows of known data, computed by hand. The time range is January 2001, and
 * the account is main. Only the ages of scopes and of one image are relative to now.
 */
class DashboardFiguresTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    /** Scope 1 is fresh, 2 fails, 3 is too old, 4 was never complete, 5 is no longer configured, 6 is another account's. */
    private static final String SCOPES =
            """
            INSERT INTO inventory.scope (scope_key, account, region, product, biz_region, filter, last_complete_at,
                                         last_complete_started_at, configured_run, expected_interval)
            OVERRIDING SYSTEM VALUE VALUES
                (1, 'main', 'sh', 'CloudApp', NULL, '{}', now() - interval '1 hour', now() - interval '1 hour', 10, '3 hours'),
                (2, 'main', 'sh', 'CloudDesktop', NULL, '{}', now() - interval '2 hours', now() - interval '2 hours', 10, '3 hours'),
                (3, 'main', 'sh', 'WuyingServer', 'cn-hangzhou', '{}', now() - interval '5 hours', now() - interval '5 hours', 10, '3 hours'),
                (4, 'main', 'sg', 'CloudApp', NULL, '{}', NULL, NULL, 10, '3 hours'),
                (5, 'main', 'sh', 'CloudApp', NULL, '{"ImageType": "User"}', now() - interval '60 hours', now() - interval '60 hours', NULL, NULL),
                (6, 'other', 'sh', 'CloudApp', NULL, '{}', NULL, NULL, 11, NULL)
            """;

    /** Run 4 is a dry run, run 5 still runs, run 6 is before the time range. Run 10 is of today. */
    private static final String RUNS =
            """
            INSERT INTO inventory.sync_run (run_id, started_at, ended_at, dry_run, outcome, created, updated, deleted,
                                            restored, unchanged, api_requests, api_retries)
            OVERRIDING SYSTEM VALUE VALUES
                (6, '2000-12-31T23:59Z', '2001-01-01T00:01Z', false, 'complete', 9, 9, 9, 9, 9, 9, 9),
                (1, '2001-01-10T01:00Z', '2001-01-10T01:10Z', false, 'complete', 4, 0, 0, 0, 0, 12, 2),
                (2, '2001-01-10T02:00Z', '2001-01-10T02:00:30.5Z', false, 'partial', 0, 1, 1, 0, 2, 10, 0),
                (4, '2001-01-10T03:00Z', '2001-01-10T03:10Z', true, 'partial', 7, 7, 7, 7, 7, 7, 7),
                (3, '2001-01-11T02:00Z', '2001-01-11T02:05Z', false, 'refused', 0, 0, 0, 1, 3, 11, 1),
                (5, '2001-01-12T00:00Z', NULL, false, NULL, 0, 0, 0, 0, 0, 0, 0),
                (10, now() - interval '2 hours', now() - interval '1 hour', false, 'partial', 1, 0, 0, 0, 0, 5, 0)
            """;

    private static final String WALKS =
            """
            INSERT INTO inventory.walk (run_id, scope_key, status, started_at, pass_started_at, error_code, error_message, request_id)
            VALUES
                (6, 1, 'failed', '2000-12-31T23:59Z', NULL, 'TooEarly', 'before the range', 'R-0'),
                (1, 1, 'complete', '2001-01-10T01:00Z', '2001-01-10T01:00Z', NULL, NULL, NULL),
                (1, 6, 'failed', '2001-01-10T01:00Z', NULL, 'OtherAccount', 'of another account', 'R-1'),
                (2, 2, 'failed', '2001-01-10T02:00Z', NULL, 'Forbidden.NoPermission', 'not allowed', 'R-2'),
                (2, 3, 'torn', '2001-01-10T02:00Z', '2001-01-10T02:00Z', NULL, NULL, NULL),
                (4, 1, 'failed', '2001-01-10T03:00Z', NULL, 'DryRun', 'of a dry run', 'R-3'),
                (3, 1, 'refused', '2001-01-11T02:01Z', '2001-01-11T02:01Z', 'MassDelete', '400 of 500', NULL),
                (5, 1, 'running', '2001-01-12T00:00Z', '2001-01-12T00:00Z', NULL, NULL, NULL),
                (10, 1, 'complete', now() - interval '1 hour', now() - interval '1 hour', NULL, NULL, NULL),
                (10, 2, 'failed', now() - interval '1 hour', NULL, 'Throttling.User', 'too fast', 'R-10'),
                (10, 3, 'complete', now() - interval '5 hours', now() - interval '5 hours', NULL, NULL, NULL)
            """;

    /** Images 1 and 2 are in two scopes. Image 3 is deleted, 4 is another account's, 5 is of today. */
    private static final String IMAGES =
            """
            INSERT INTO inventory.image (image_key, owner_scope_key, revision, first_seen_at, changed_at, deleted_at,
                                         fingerprint, account, region, image_id, image_name, product_type, status)
            VALUES
                (1, 1, 2, '2001-01-10T01:00Z', '2001-01-10T02:00Z', NULL, gen_random_uuid(), 'main', 'sh', 'i-1', 'one', 'CloudApp', 'AVAILABLE'),
                (2, 1, 1, '2001-01-10T01:00Z', '2001-01-10T01:00Z', NULL, gen_random_uuid(), 'main', 'sh', 'i-2', 'two', 'CloudApp', 'INIT'),
                (3, 1, 4, '2001-01-10T01:00Z', '2001-01-11T03:00Z', '2001-01-11T03:00Z', gen_random_uuid(), 'main', 'sh', 'i-3', 'three', 'CloudApp', 'INIT'),
                (4, 6, 1, '2001-01-10T01:00Z', '2001-01-10T01:00Z', NULL, gen_random_uuid(), 'other', 'sh', 'i-1', 'theirs', 'CloudApp', 'INIT'),
                (5, 2, 1, now(), now(), NULL, gen_random_uuid(), 'main', 'sh', 'i-5', 'five', NULL, 'INIT')
            """;

    private static final String HELD =
            """
            INSERT INTO inventory.image_scope (image_key, scope_key)
            VALUES (1, 1), (1, 5), (2, 1), (2, 2), (3, 1), (4, 6), (5, 2)
            """;

    private static final String REVISIONS =
            """
            INSERT INTO inventory.image_revision (image_key, revision, change_kind, valid_from, run_id, document)
            VALUES
                (1, 1, 'created', '2001-01-10T01:00Z', 1, '{"Status": "INIT"}'),
                (1, 2, 'updated', '2001-01-10T02:00Z', 2, '{"Status": "AVAILABLE"}'),
                (2, 1, 'created', '2001-01-10T01:00Z', 1, '{"Status": "INIT"}'),
                (3, 1, 'created', '2001-01-10T01:00Z', 1, '{"Status": "INIT"}'),
                (3, 2, 'deleted', '2001-01-10T02:00Z', 2, '{"Status": "INIT"}'),
                (3, 3, 'restored', '2001-01-11T02:00Z', 3, '{"Status": "INIT"}'),
                (3, 4, 'deleted', '2001-01-11T03:00Z', 3, '{"Status": "INIT"}'),
                (4, 1, 'created', '2001-01-10T01:00Z', 1, '{"Status": "INIT"}'),
                (5, 1, 'created', now(), 10, '{"Status": "INIT"}')
            """;

    private static final String CHANGES =
            """
            INSERT INTO inventory.image_change (image_key, revision, position, changed_at, run_id, field, old_value, new_value)
            VALUES
                (1, 2, 1, '2001-01-10T02:00Z', 2, 'Rating', NULL, '5'),
                (1, 2, 2, '2001-01-10T02:00Z', 2, 'Status', '"INIT"', '"AVAILABLE"'),
                (3, 3, 1, '2001-01-11T02:00Z', 3, 'ImageName', '"drei"', '"three"')
            """;

    private static final String ANOMALIES =
            """
            INSERT INTO inventory.field_anomaly (field, kind, example, occurrences, first_seen_at, last_seen_at)
            VALUES ('New', 'unknown', '{"a": 1}', 3, '2001-01-10T01:00Z', '2001-01-11T02:00Z'),
                   ('Rating', 'malformed', '"high"', 1, '2001-01-10T02:00Z', '2001-01-10T02:00Z')
            """;

    /** The rows of each query. Columns are separated by bars, and null is a dash. */
    private static final Map<String, List<String>> EXPECTED = Map.ofEntries(
            Map.entry("account", List.of("main", "other")),
            Map.entry("Late scopes A", List.of("3")),
            Map.entry("Live images A", List.of("3")),
            Map.entry(
                    "Scopes A",
                    List.of(
                            "main|sg|CloudApp|-|{}|t|t|-|-|3 h|-|-|-|-|-|0",
                            "main|sh|WuyingServer|cn-hangzhou|{}|t|t|5 h ago|5 h|3 h|-|complete|-|-|-|0",
                            "main|sh|CloudDesktop|-|{}|t|t|2 h ago|2 h|3 h|2001-01-10T02:00:00Z|failed|Throttling.User|too fast|R-10|2",
                            "main|sh|CloudApp|-|{\"ImageType\": \"User\"}|f|t|60 h ago|60 h|48 h|-|-|-|-|-|1",
                            "main|sh|CloudApp|-|{}|t|f|1 h ago|1 h|3 h|-|complete|-|-|-|2")),
            Map.entry(
                    "Failed, torn and refused walks A",
                    List.of(
                            "2001-01-11T02:01:00Z|main|sh|CloudApp|-|refused|MassDelete|400 of 500|-",
                            "2001-01-10T02:00:00Z|main|sh|CloudDesktop|-|failed|Forbidden.NoPermission|not allowed|R-2",
                            "2001-01-10T02:00:00Z|main|sh|WuyingServer|cn-hangzhou|torn|-|-|-")),
            Map.entry(
                    "Changes by run A",
                    List.of(
                            "2001-01-10T01:00:00Z|4|0|0|0",
                            "2001-01-10T02:00:00Z|0|1|1|0",
                            "2001-01-11T02:00:00Z|0|0|0|1",
                            "2001-01-12T00:00:00Z|0|0|0|0")),
            Map.entry("Changes by day A", List.of("2001-01-10T00:00:00Z|3|1|1|0", "2001-01-11T00:00:00Z|0|0|1|1")),
            Map.entry(
                    "Latest changes A",
                    List.of(
                            "2001-01-11T03:00:00Z|main|sh|i-3|three|deleted|-|-|-",
                            "2001-01-11T02:00:00Z|main|sh|i-3|three|restored|-|-|-",
                            "2001-01-11T02:00:00Z|main|sh|i-3|three|updated|ImageName|\"drei\"|\"three\"",
                            "2001-01-10T02:00:00Z|main|sh|i-1|one|updated|Rating|-|5",
                            "2001-01-10T02:00:00Z|main|sh|i-1|one|updated|Status|\"INIT\"|\"AVAILABLE\"",
                            "2001-01-10T02:00:00Z|main|sh|i-3|three|deleted|-|-|-",
                            "2001-01-10T01:00:00Z|main|sh|i-1|one|created|-|-|-",
                            "2001-01-10T01:00:00Z|main|sh|i-2|two|created|-|-|-",
                            "2001-01-10T01:00:00Z|main|sh|i-3|three|created|-|-|-")),
            Map.entry(
                    "Live images by product and status A",
                    List.of("CloudApp|AVAILABLE|1", "CloudApp|INIT|1", "-|INIT|1")),
            Map.entry("Stuck images A", List.of("main|sh|i-2|two|image|-|INIT|-|2001-01-10T01:00:00Z|1 h ago")),
            Map.entry(
                    "Anomalous fields A",
                    List.of(
                            "New|unknown|3|2001-01-10T01:00:00Z|2001-01-11T02:00:00Z|{\"a\": 1}",
                            "Rating|malformed|1|2001-01-10T02:00:00Z|2001-01-10T02:00:00Z|\"high\"")),
            Map.entry(
                    "Requests and retries by run A",
                    List.of(
                            "2001-01-10T01:00:00Z|12|2",
                            "2001-01-10T02:00:00Z|10|0",
                            "2001-01-11T02:00:00Z|11|1",
                            "2001-01-12T00:00:00Z|0|0")),
            Map.entry(
                    "Duration by run A",
                    List.of(
                            "2001-01-10T01:00:00Z|600.000000",
                            "2001-01-10T02:00:00Z|30.500000",
                            "2001-01-11T02:00:00Z|300.000000")));

    private static Connection reader;

    @BeforeAll
    static void insert() throws SQLException {
        Sql.on(DATABASE).run(SCOPES, RUNS, WALKS, IMAGES, HELD, REVISIONS, CHANGES, ANOMALIES);
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

    @Test
    void eachRowOfExpectationsIsOfAQuery() {
        assertThat(sqlQueries().map(Dashboard.Query::source)).containsAll(EXPECTED.keySet());
    }

    @ParameterizedTest
    @MethodSource("sqlQueries")
    void aPanelShowsWhatIsComputedByHand(Dashboard.Query query) throws SQLException {
        var expected = Objects.requireNonNull(EXPECTED.get(query.source()), "compute the rows of this query by hand");
        try (var statement = reader.createStatement();
                var rows = statement.executeQuery(
                        query.sql("timestamptz '2001-01-01Z'", "timestamptz '2001-02-01Z'", "main"))) {
            var shown = new ArrayList<String>();
            while (rows.next()) {
                shown.add(text(rows));
            }
            assertThat(shown).containsExactlyElementsOf(expected);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        var cells = new StringJoiner("|");
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(text(row, i));
        }
        return cells.toString();
    }

    private static String text(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) == null) {
            return "-";
        }
        if (row.getMetaData().getColumnLabel(column).endsWith("_seconds")) {
            return Math.round(row.getDouble(column) / 3600) + " h";
        }
        return row.getObject(column) instanceof Timestamp time ? text(time.toInstant()) : row.getString(column);
    }

    /** Returns a time of the data, or the age of one that is relative to now. */
    private static String text(Instant time) {
        var age = Duration.between(time, Instant.now());
        return age.toDays() < 7 ? age.toHours() + " h ago" : time.toString();
    }
}

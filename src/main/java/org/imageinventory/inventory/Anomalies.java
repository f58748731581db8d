package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import org.imageinventory.image.Anomaly;

/** Counts values from the API that have no column, or do not fit their column. */
final class Anomalies {

    /** One row per field and kind, in a fixed order, so that two chunks wait for each other and cause no deadlock. */
    private static final String COUNT =
            """
            INSERT INTO inventory.field_anomaly AS known (field, kind, example, occurrences, first_seen_at, last_seen_at)
            SELECT field, kind, example::jsonb, occurrences, ?, ?
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS met(field, kind, example, occurrences, place)
            ORDER BY place
            ON CONFLICT (md5(field), kind) DO UPDATE
            SET occurrences = known.occurrences + excluded.occurrences,
                last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
            """;

    private static final Comparator<Anomaly> ORDER =
            Comparator.comparing(Anomaly::field).thenComparing(Anomaly::type);

    private Anomalies() {}

    static void count(Connection connection, Collection<Anomaly> anomalies, Instant seenAt) throws SQLException {
        if (anomalies.isEmpty()) {
            return;
        }
        var first = new TreeMap<Anomaly, Long>(ORDER);
        anomalies.forEach(anomaly -> first.merge(anomaly, 1L, Long::sum));
        try (var statement = connection.prepareStatement(COUNT)) {
            var at = Timestamp.from(seenAt);
            statement.setTimestamp(1, at);
            statement.setTimestamp(2, at);
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", first.keySet().stream().map(Anomaly::field).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            first.keySet().stream().map(a -> a.type().label()).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            first.keySet().stream().map(Anomaly::example).toArray()));
            statement.setArray(
                    6, connection.createArrayOf("bigint", first.values().toArray()));
            statement.executeUpdate();
        }
    }
}

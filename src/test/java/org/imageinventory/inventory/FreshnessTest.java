package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The view {@code scope_freshness}, on walks whose ages are known. */
@NullMarked
final class FreshnessTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase upgraded = new PostgresDatabase();

    @Test
    void aScopeIsLateAfterTwiceItsUsualInterval() {
        var rows = new InventoryRows(database);
        walks(rows, "punctual", "complete@5", "complete@3", "complete@1");
        walks(rows, "late", "complete@21", "complete@19", "complete@17", "complete@5");

        assertThat(freshness(rows))
                .containsExactly(
                        "late|05:00:00|02:00:00|04:00:00|-|t|complete",
                        "punctual|01:00:00|02:00:00|04:00:00|-|f|complete");
    }

    @Test
    void someRunsByHandWithinAMinuteAreNoSchedule() {
        var rows = new InventoryRows(database);
        walks(rows, "a", "complete@0", "complete@0");
        rows.sql(
                "UPDATE inventory.walk SET pass_started_at = pass_started_at - interval '20 seconds' WHERE run_id = 1");

        assertThat(freshness(rows)).containsExactly("a|00:00:00|00:00:20|01:00:00|-|f|complete");
    }

    @Test
    void aScopeThatCompletedOnceIsLateAfterTwoDays() {
        var rows = new InventoryRows(database);
        walks(rows, "long ago", "complete@49");
        walks(rows, "new");
        walks(rows, "yesterday", "complete@47");

        assertThat(freshness(rows))
                .containsExactly(
                        "long ago|49:00:00|-|2 days|-|t|complete",
                        "new|-|-|2 days|-|t|-",
                        "yesterday|47:00:00|-|2 days|-|f|complete");
    }

    @Test
    void anExpectedIntervalTakesPrecedenceOverWhatIsLearned() {
        var rows = new InventoryRows(database);
        walks(rows, "fast", "complete@5", "complete@4", "complete@3");
        walks(rows, "once", "complete@3");
        walks(rows, "slow", "complete@44", "complete@34", "complete@5");
        rows.sql("UPDATE inventory.scope SET expected_interval = '4 hours'");

        assertThat(freshness(rows))
                .containsExactly(
                        "fast|03:00:00|01:00:00|04:00:00|-|f|complete",
                        "once|03:00:00|-|04:00:00|-|f|complete",
                        "slow|05:00:00|19:30:00|04:00:00|-|t|complete");
    }

    @Test
    void nothingIsLearnedFromAClockThatWasSetBack() {
        var rows = new InventoryRows(database);
        walks(rows, "a", "complete@5", "complete@6", "complete@7", "complete@2");

        assertThat(freshness(rows)).containsExactly("a|02:00:00|-01:00:00|2 days|-|f|complete");
    }

    @Test
    void aScopeThatFailsIsLateSinceItsFirstFailure() {
        var rows = new InventoryRows(database);
        walks(rows, "failing", "failed@9", "complete@7", "torn@3", "failed@2");
        walks(rows, "never", "refused@4", "running@0");
        walks(rows, "again", "complete@4", "failed@3", "complete@2");
        rows.sql("UPDATE inventory.scope SET expected_interval = '8 hours'");

        assertThat(freshness(rows))
                .containsExactly(
                        "again|02:00:00|02:00:00|08:00:00|-|f|complete",
                        "failing|07:00:00|-|08:00:00|03:00:00|t|failed",
                        "never|-|-|08:00:00|04:00:00|t|running");
    }

    @Test
    void dryRunsSayNothingOfFreshness() {
        var rows = new InventoryRows(database);
        walks(rows, "a", "complete@3", "failed@1");
        rows.sql(
                "UPDATE inventory.sync_run SET dry_run = true WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run)");

        assertThat(freshness(rows)).containsExactly("a|03:00:00|-|2 days|-|f|complete");
    }

    /**
     * Runs before the migration, with the scopes that they walked. One configuration is a and b, and had c. Another is x
     * and y; its newest run was of x alone. A dry run walked a alone.
     */
    @Test
    void theMigrationFindsTheConfigurationsInTheRunsBefore() {
        migrate("5.1");
        var rows = new InventoryRows(upgraded);
        List.of("a", "b", "c", "x", "y")
                .forEach(product -> rows.sql("INSERT INTO inventory.scope (account, region, product, filter)"
                        + " VALUES ('main', 'r', '%s', '{}')".formatted(product)));
        run(rows, false, "a", "b", "c");
        run(rows, false, "x", "y");
        run(rows, false, "a", "b");
        run(rows, false, "x");
        run(rows, true, "a");

        migrate("5.2");

        assertThat(rows.rows("SELECT product, configured_run FROM inventory.scope ORDER BY 1"))
                .containsExactly("a|3", "b|3", "c|-", "x|4", "y|-");
        assertThat(rows.rows("SELECT product FROM inventory.scope_freshness WHERE late AND in_last_run ORDER BY 1"))
                .containsExactly("a", "b", "x");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(upgraded.dataSource())
                .locations("classpath:db/migration")
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .target(target)
                .load()
                .migrate();
    }

    private static void run(InventoryRows rows, boolean dryRun, String... products) {
        rows.sql("INSERT INTO inventory.sync_run (started_at, dry_run) VALUES (now(), %s)".formatted(dryRun));
        rows.sql(
                """
                INSERT INTO inventory.walk (run_id, scope_key, started_at)
                SELECT (SELECT max(run_id) FROM inventory.sync_run), scope_key, now()
                FROM inventory.scope WHERE product = ANY ('{%s}')
                """
                        .formatted(String.join(",", products)));
    }

    /** Inserts walks of a scope of this product, each in its own run. They began and ended this number of hours ago. */
    private static void walks(InventoryRows rows, String product, String... walks) {
        rows.sql("INSERT INTO inventory.scope (account, region, product, filter) VALUES ('main', 'r', '%s', '{}')"
                .formatted(product));
        for (var walk : walks) {
            var at = walk.indexOf('@');
            rows.sql(
                    """
                    WITH run AS (
                        INSERT INTO inventory.sync_run (started_at) VALUES (now()) RETURNING run_id),
                    walked AS (
                        UPDATE inventory.scope
                        SET last_complete_at = CASE WHEN '%1$s' = 'complete' THEN date_trunc('minute', now()) - interval '%2$s hours'
                                                    ELSE last_complete_at END,
                            last_complete_started_at =
                                CASE WHEN '%1$s' = 'complete' THEN date_trunc('minute', now()) - interval '%2$s hours'
                                     ELSE last_complete_started_at END
                        WHERE product = '%3$s' RETURNING scope_key)
                    INSERT INTO inventory.walk (run_id, scope_key, status, started_at, pass_started_at, ended_at)
                    SELECT run_id, scope_key, '%1$s', date_trunc('minute', now()) - interval '%2$s hours',
                           date_trunc('minute', now()) - interval '%2$s hours',
                           date_trunc('minute', now()) - interval '%2$s hours'
                    FROM run, walked
                    """
                            .formatted(walk.substring(0, at), walk.substring(at + 1), product));
        }
    }

    private static List<String> freshness(InventoryRows rows) {
        return rows.rows(
                """
                SELECT product, make_interval(hours => (extract(epoch FROM age) / 3600)::int), usual_interval, late_after,
                       date_trunc('hour', now() - failing_since), late, last_status
                FROM inventory.scope_freshness ORDER BY product
                """);
    }
}

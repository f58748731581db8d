package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
final class OverviewReportsTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void coverageCountsAnImageOnceARegionAndInEachOfItsStatuses() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.image(2, "b");
        rows.image(3, "c");
        rows.image(4, "gone");
        rows.deleted(4, "2026-01-02Z");
        rows.image(5, "other", Map.of("account", "another"));
        rows.sql("INSERT INTO inventory.image_region VALUES"
                + " (1, 1, 'r'), (1, 2, 's'), (2, 1, 'r'), (4, 1, 'gone'), (5, 1, 'r')");
        rows.sql("INSERT INTO inventory.image_region_state VALUES (1, 1, 'r', 'v1', 'AVAILABLE', 100),"
                + " (1, 2, 'r', 'v2', 'INIT', 0), (3, 1, 'r', 'v1', NULL, 0), (4, 1, 'gone', 'v', 'INIT', 0)");

        assertThat(
                        rows.rows(
                                """
                                SELECT account, target_region, images, available, without_state, missing, by_status
                                FROM inventory.region_coverage ORDER BY account, target_region
                                """))
                .containsExactly(
                        "another|r|1|0|1|0|{}",
                        "main|r|3|1|1|0|{\"\": 1, \"INIT\": 1, \"AVAILABLE\": 1}",
                        "main|s|1|0|1|2|{}");
    }

    @Test
    void aSnapshotThatTwoImagesListCountsOnce() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.image(2, "b");
        rows.image(3, "gone");
        rows.deleted(3, "2026-01-02Z");
        rows.sql(
                """
                INSERT INTO inventory.image_snapshot
                    (image_key, position, snapshot_id, disk_type, disk_category, size)
                VALUES (1, 1, 's-1', 'SYSTEM', 'essd', 40), (2, 1, 's-1', 'SYSTEM', 'essd', 40),
                       (1, 2, '', 'DATA', 'essd', 100), (2, 2, '', 'DATA', 'essd', 50), (2, 3, 's-2', 'DATA', 'essd', NULL),
                       (2, 4, 's-3', NULL, NULL, 7), (3, 1, 's-4', 'SYSTEM', 'essd', 1000)
                """);

        assertThat(
                        rows.rows(
                                """
                                SELECT disk_category, disk_type, snapshots, images, gib, without_size
                                FROM inventory.snapshot_usage ORDER BY disk_type
                                """))
                .containsExactly("essd|DATA|3|2|150|1", "essd|SYSTEM|1|2|40|0", "-|-|1|1|7|0");
    }

    @Test
    void daysAreThoseOfUtc() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.image(2, "b");
        rows.image(3, "c", Map.of("region", "another"));
        rows.revision(1, 1, "created", "2026-01-01T23:59:59.999999Z", "{}");
        rows.revision(2, 1, "created", "2026-01-02T00:00:00Z", "{}");
        rows.revision(2, 2, "updated", "2026-01-02T10:00:00Z", "{}");
        rows.revision(2, 3, "updated", "2026-01-02T11:00:00Z", "{}");
        rows.revision(1, 2, "deleted", "2026-01-05T00:00:00+08:00", "{}");
        rows.revision(1, 3, "restored", "2026-01-05T00:00:00Z", "{}");
        rows.revision(3, 1, "created", "2026-01-05T00:00:00Z", "{}");
        rows.sql(
                """
                INSERT INTO inventory.image_change (image_key, revision, position, changed_at, run_id, field)
                VALUES (2, 2, 1, '2026-01-02T10:00:00Z', 1, 'Status'), (2, 2, 2, '2026-01-02T10:00:00Z', 1, 'Rating'),
                       (2, 3, 1, '2026-01-02T11:00:00Z', 1, 'Status')
                """);

        var days = "SELECT day, region, created, updated, deleted, restored, changed_fields"
                + " FROM inventory.daily_change %s ORDER BY day, region";
        assertThat(rows.rows(days.formatted("")))
                .containsExactly(
                        "2026-01-01|cn-shanghai|1|0|0|0|0",
                        "2026-01-02|cn-shanghai|1|1|0|0|3",
                        "2026-01-04|cn-shanghai|0|0|1|0|0",
                        "2026-01-05|another|1|0|0|0|0",
                        "2026-01-05|cn-shanghai|0|0|0|1|0");
        assertThat(rows.rows(days.formatted("WHERE day = '2026-01-04'"))).hasSize(1);
    }

    @Test
    void anEmptyInventoryHasEmptyReports() {
        var rows = new InventoryRows(database);
        for (var view : rows.rows("SELECT viewname FROM pg_views WHERE schemaname = 'inventory'")) {
            assertThat(rows.rows("SELECT * FROM inventory." + view)).as(view).isEmpty();
        }
    }

    @Test
    void everyViewAndFunctionSaysWhatItIs() {
        var rows = new InventoryRows(database);
        assertThat(
                        rows.rows(
                                """
                                SELECT relname FROM pg_class
                                WHERE relnamespace = 'inventory'::regnamespace AND relkind = 'v'
                                  AND obj_description(oid, 'pg_class') IS NULL
                                UNION ALL
                                SELECT proname FROM pg_proc
                                WHERE pronamespace = 'inventory'::regnamespace AND prorettype <> 'trigger'::regtype
                                  AND obj_description(oid, 'pg_proc') IS NULL
                                """))
                .isEmpty();
    }
}

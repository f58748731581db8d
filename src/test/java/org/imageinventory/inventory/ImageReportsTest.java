package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
final class ImageReportsTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void theTimelineSaysHowLongEachRevisionHeld() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.statuses(1, "INIT", "AVAILABLE", "gone", "AVAILABLE");
        rows.sql(
                "INSERT INTO inventory.image_change VALUES (1, 2, 1, '2026-01-02Z', 1, 'Status', '\"INIT\"', '\"x\"')");

        assertThat(
                        rows.rows(
                                """
                                SELECT revision, change_kind, status, changes, valid_from, valid_to
                                FROM inventory.image_timeline WHERE image_id = 'a' ORDER BY revision
                                """))
                .containsExactly(
                        "1|created|INIT|0|2026-01-01T00:00:00Z|2026-01-02T00:00:00Z",
                        "2|updated|AVAILABLE|1|2026-01-02T00:00:00Z|2026-01-03T00:00:00Z",
                        "3|deleted|-|0|2026-01-03T00:00:00Z|2026-01-04T00:00:00Z",
                        "4|restored|AVAILABLE|0|2026-01-04T00:00:00Z|-");
    }

    @Test
    void revisionsOfTheSameStatusAreOneInterval() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.statuses(1, "INIT", "INIT", "AVAILABLE", "INIT");
        rows.image(2, "b");
        rows.statuses(2, "AVAILABLE", "gone", "AVAILABLE");
        rows.image(3, "without");
        rows.revision(3, 1, "created", "2026-01-01Z", "{}");

        assertThat(
                        rows.rows(
                                """
                                SELECT image_id, status, since, until, ended_by,
                                       CASE WHEN until IS NULL THEN now() - since = duration
                                            ELSE duration = until - since END
                                FROM inventory.image_status_interval ORDER BY image_id, since
                                """))
                .containsExactly(
                        "a|INIT|2026-01-01T00:00:00Z|2026-01-03T00:00:00Z|status|t",
                        "a|AVAILABLE|2026-01-03T00:00:00Z|2026-01-04T00:00:00Z|status|t",
                        "a|INIT|2026-01-04T00:00:00Z|-|-|t",
                        "b|AVAILABLE|2026-01-01T00:00:00Z|2026-01-02T00:00:00Z|deleted|t",
                        "b|AVAILABLE|2026-01-03T00:00:00Z|-|-|t",
                        "without|-|2026-01-01T00:00:00Z|-|-|t");
    }

    @Test
    void anImageIsStuckSinceItWasLastAvailable() {
        var rows = new InventoryRows(database);
        rows.image(1, "stuck", Map.of("status", "FAILED"));
        rows.statuses(1, "INIT", "AVAILABLE", "INIT", "FAILED");
        rows.image(2, "fine", Map.of("status", "AVAILABLE"));
        rows.statuses(2, "INIT", "AVAILABLE");
        rows.image(3, "back", Map.of("status", "INIT"));
        rows.statuses(3, "INIT", "gone", "INIT");
        rows.image(4, "never", Map.of("status", "INIT"));
        rows.statuses(4, "INIT", "INIT");
        rows.image(5, "gone", Map.of("status", "INIT"));
        rows.deleted(5, "2026-01-02Z");

        assertThat(
                        rows.rows(
                                """
                                SELECT image_id, part, target_region, status, since, for_how_long = now() - since
                                FROM inventory.stuck_image ORDER BY image_id
                                """))
                .containsExactly(
                        "back|image|-|INIT|2026-01-03T00:00:00Z|t",
                        "never|image|-|INIT|2026-01-01T00:00:00Z|t",
                        "stuck|image|-|FAILED|2026-01-03T00:00:00Z|t");
    }

    @Test
    void aDistributionIsStuckByItsOwnRegionAndVersion() {
        var rows = new InventoryRows(database);
        rows.image(1, "a", Map.of("status", "AVAILABLE"));
        var state =
                "{\"ImageRegionDistributeList\": [{\"RegionId\": \"r\", \"VersionId\": \"%s\", \"Status\": \"%s\"}]}";
        rows.revision(1, 1, "created", "2026-01-01Z", state.formatted("v1", "INIT"));
        rows.revision(1, 2, "updated", "2026-01-02Z", state.formatted("v2", "INIT"));
        rows.revision(1, 3, "updated", "2026-01-03Z", state.formatted("v2", "FAILED"));
        rows.sql("INSERT INTO inventory.image_region_state VALUES (1, 1, 'r', 'v2', 'FAILED', 30),"
                + " (1, 2, 's', 'v2', 'AVAILABLE', 100), (1, 3, 't', 'v2', 'INIT', 0)");
        rows.sql("INSERT INTO inventory.scope (account, region, product, filter, last_complete_at)"
                + " VALUES ('main', 'cn-shanghai', 'CloudApp', '{}', '2026-02-01Z')");
        rows.sql("INSERT INTO inventory.image_scope SELECT 1, scope_key FROM inventory.scope");

        // No document contains the state in t, because it is newer than the newest revision.
        assertThat(
                        rows.rows(
                                """
                                SELECT part, target_region, version_id, status, progress, since, last_looked_at
                                FROM inventory.stuck_image ORDER BY target_region
                                """))
                .containsExactly(
                        "region|r|v2|FAILED|30|2026-01-02T00:00:00Z|2026-02-01T00:00:00Z",
                        "region|t|v2|INIT|0|-|2026-02-01T00:00:00Z");
    }

    @Test
    void notToldIsNotEncrypted() {
        var rows = new InventoryRows(database);
        rows.image(1, "on", Map.of("volume_encryption_enabled", true));
        rows.image(2, "off", Map.of("volume_encryption_enabled", false));
        rows.image(3, "untold");
        rows.image(4, "gone");
        rows.deleted(4, "2026-01-02Z");

        assertThat(rows.rows("SELECT image_id, volume_encryption_enabled FROM inventory.unencrypted_image ORDER BY 1"))
                .containsExactly("off|f", "untold|-");
    }

    @Test
    void lineageFollowsParentsAndBasesAsFarAsTheyAreKnown() {
        var rows = new InventoryRows(database);
        rows.image(1, "a", Map.of("parent_image_id", "b", "parent_image_version", "v9", "base_image_id", "c"));
        rows.image(2, "b", Map.of("parent_image_id", "c", "base_image_id", ""));
        rows.image(3, "c", Map.of("parent_image_id", "elsewhere"));
        rows.deleted(3, "2026-01-02Z");
        rows.image(4, "elsewhere", Map.of("region", "another"));

        assertThat(
                        rows.rows(
                                """
                                SELECT image_id, relation, depth, ancestor_image_id, ancestor_version, ancestor_state, path
                                FROM inventory.image_lineage ORDER BY image_id, relation, depth
                                """))
                .containsExactly(
                        "a|base|1|c|-|deleted|{a,c}",
                        "a|parent|1|b|v9|live|{a,b}",
                        "a|parent|2|c|-|deleted|{a,b,c}",
                        "a|parent|3|elsewhere|-|unknown|{a,b,c,elsewhere}",
                        "b|parent|1|c|-|deleted|{b,c}",
                        "b|parent|2|elsewhere|-|unknown|{b,c,elsewhere}");
    }

    @Test
    void lineageCutsCycles() {
        var rows = new InventoryRows(database);
        rows.image(1, "a", Map.of("parent_image_id", "b"));
        rows.image(2, "b", Map.of("parent_image_id", "c"));
        rows.image(3, "c", Map.of("parent_image_id", "b"));
        rows.image(4, "self", Map.of("base_image_id", "self"));

        assertThat(
                        rows.rows(
                                """
                                SELECT relation, depth, ancestor_image_id, cycle, path
                                FROM inventory.image_lineage WHERE image_id IN ('a', 'self') ORDER BY 1, 2
                                """))
                .containsExactly(
                        "base|1|self|t|{self,self}",
                        "parent|1|b|f|{a,b}",
                        "parent|2|c|f|{a,b,c}",
                        "parent|3|b|t|{a,b,c,b}");
    }
}

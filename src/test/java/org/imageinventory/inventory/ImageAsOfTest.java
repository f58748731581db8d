package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
final class ImageAsOfTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void currentImageGathersTheListsOfLiveImagesInOrder() {
        var rows = new InventoryRows(database);
        rows.image(1, "a", Map.of("status", "INIT", "system_disk_size", 40));
        rows.revision(1, 1, "created", "2026-01-01Z", "{\"ImageId\": \"a\"}");
        rows.sql("INSERT INTO inventory.image_tag VALUES (1, 1, 'env', 'b'), (1, 2, 'env', 'a'), (1, 3, NULL, 'n')");
        rows.sql("INSERT INTO inventory.image_feature VALUES (1, 1, 'b'), (1, 2, 'B'), (1, 3, 'a')");
        rows.image(2, "gone");
        rows.deleted(2, "2026-01-02Z");

        assertThat(rows.rows("SELECT image_id, status, tags, features, drivers, document FROM inventory.current_image"))
                .containsExactly("a|INIT|[{\"key\": null, \"value\": \"n\"}, {\"key\": \"env\", \"value\": \"a\"},"
                        + " {\"key\": \"env\", \"value\": \"b\"}]|{B,a,b}|{}|{\"ImageId\": \"a\"}");
    }

    @Test
    void anImageIsAsItsRevisionOfThatMoment() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.statuses(1, "INIT", "AVAILABLE", "gone", "INIT");

        var asOf = "SELECT status || ' ' || revision FROM inventory.image_as_of('%s')";
        assertThat(rows.rows(asOf.formatted("2025-12-31Z"))).isEmpty();
        assertThat(rows.rows(asOf.formatted("2026-01-01Z"))).containsExactly("INIT 1");
        assertThat(rows.rows(asOf.formatted("2026-01-01T23:59:59Z"))).containsExactly("INIT 1");
        assertThat(rows.rows(asOf.formatted("2026-01-02Z"))).containsExactly("AVAILABLE 2");
        assertThat(rows.rows(asOf.formatted("2026-01-03Z"))).isEmpty();
        assertThat(rows.rows(asOf.formatted("2026-01-04Z"))).containsExactly("INIT 4");
    }

    @Test
    void itsListsComeFromTheDocument() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.revision(
                1,
                1,
                "created",
                "2026-01-01Z",
                """
                {"TagList": [{"Key": "env", "Value": "b"}, {"Key": "env", "Value": "a"}, {"Key": "env", "Value": "b"}],
                 "SnapshotList": [{"SnapshotId": "s", "Size": "40"}, null, 7],
                 "ImageRegionDistributeList": [{"RegionId": "r", "Status": "INIT", "Progress": " 70 %"}],
                 "DriverList": ["[\\"d2\\", \\"d1\\"]", "d3", "d1"],
                 "ResourceInstanceCategory": "[\\"eds\\"]",
                 "FeatureList": "none", "Platform": 7, "Rating": 1.5, "GmtCreate": "2026-01-01 08:00:00"}
                """);

        assertThat(
                        rows.rows(
                                """
                                SELECT tags, snapshots -> 0 ->> 'size', region_states -> 0 ->> 'progress', apps, drivers,
                                       resource_categories, features, platform, rating,
                                       gmt_create = '2026-01-01 00:00:00Z'
                                FROM inventory.image_as_of(now())
                                """))
                .containsExactly("[{\"key\": \"env\", \"value\": \"a\"}, {\"key\": \"env\", \"value\": \"b\"}]"
                        + "|40|70|[]|{d1,d2,d3}|{eds}|{}|7|-|t");
    }

    @Test
    void timesAreReadInTheZoneThatIsSet() {
        var rows = new InventoryRows(database);
        rows.image(1, "a");
        rows.revision(1, 1, "created", "2026-01-01Z", "{\"GmtCreate\": \"2025-10-26 02:30:00\"}");

        var created = "SELECT gmt_create AT TIME ZONE 'UTC' FROM inventory.image_as_of(now())";
        var set = "UPDATE inventory.reading SET zone = '%s'";
        assertThat(rows.rows(created)).containsExactly("2025-10-25 18:30:00");
        rows.sql(set.formatted("Z"));
        assertThat(rows.rows(created)).containsExactly("2025-10-26 02:30:00");
        rows.sql(set.formatted("+05:30"));
        assertThat(rows.rows(created)).containsExactly("2025-10-25 21:00:00");
        // In that night, Berlin's clocks showed this time twice. As in Java, it means the earlier one.
        rows.sql(set.formatted("Europe/Berlin"));
        assertThat(rows.rows(created)).containsExactly("2025-10-26 00:30:00");
    }

    @Test
    void aQuestionForOneImageReachesTheIndexes() {
        var rows = new InventoryRows(database);
        rows.sql(
                """
                INSERT INTO inventory.image (image_key, owner_scope_key, revision, first_seen_at, changed_at, fingerprint,
                                             account, region, image_id)
                SELECT k, 1, 1, '2026-01-01Z', '2026-01-01Z', md5(k::text)::uuid, 'main', 'r', 'i-' || k
                FROM generate_series(1, 5000) k
                """);
        rows.sql(
                """
                INSERT INTO inventory.image_revision (image_key, revision, change_kind, valid_from, run_id, document)
                SELECT k, 1, 'created', '2026-01-01Z', 1, '{}' FROM generate_series(1, 5000) k
                """);
        rows.sql("ANALYZE inventory.image, inventory.image_revision");

        var plan = String.join(
                "\n", rows.rows("EXPLAIN SELECT * FROM inventory.image_as_of(now()) WHERE image_id = 'i-7'"));

        assertThat(plan)
                .contains("Index Cond: (image_id = 'i-7'::text)", "Index Cond: (image_key = i.image_key)")
                .doesNotContain("Function Scan on image_as_of", "Seq Scan on image");
    }
}

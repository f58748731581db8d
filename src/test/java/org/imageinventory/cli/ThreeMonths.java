package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.jspecify.annotations.NullMarked;

/**
 * A small inventory of two regions after three runs, which are dated the first of January, February and March 2024:
 *
 * <ul>
 *   <li>January: img-a to img-e are created, and another img-a in the other region
 *   <li>February: img-a changes its status, a tag and a feature; img-b and img-d are deleted
 *   <li>March: img-b returns with another description, img-c gets another name, img-e is deleted; in img-a, only the
 *       volatile progress changes
 * </ul>
 */
@NullMarked
final class ThreeMonths {

    static final Instant JANUARY = Instant.parse("2024-01-01T00:00:00Z");
    static final Instant FEBRUARY = Instant.parse("2024-02-01T00:00:00Z");
    static final Instant MARCH = Instant.parse("2024-03-01T00:00:00Z");

    static final String A =
            """
            {"ImageId": "img-a", "ProductType": "CloudApp", "ImageName": "a", "Status": "INIT", "BizType": 1,
             "GmtCreate": "2024-01-01 08:00:00", "AliUid": 1234567890123456, "VolumeEncryptionEnabled": true,
             "Description": "", "NewField": {"x": 1},
             "TagList": [{"Key": "env", "Value": "dev"}, {"Key": "team", "Value": "图形"}],
             "SnapshotList": [{"SnapshotId": "s-1", "DiskType": "SYSTEM", "Size": 40},
                              {"SnapshotId": "s-2", "DiskType": "DATA", "Size": 100}],
             "ImageRegionDistributeList": [{"RegionId": "cn-hangzhou", "Status": "AVAILABLE", "Progress": "50%"}],
             "ImageRegionList": ["cn-hangzhou", "cn-shanghai"], "FeatureList": ["PrivateSales"],
             "SupportedLanguageList": ["zh-CN", "en-GB"], "DriverList": ["[\\"d-1\\",\\"d-2\\"]"],
             "ResourceInstanceCategory": "[\\"gpu\\"]", "AppList": [{"AppId": "app-1", "AppName": "Blender"}]}
            """;

    private ThreeMonths() {}

    static Program live(PostgresDatabase database) {
        try (var shanghai = StandIn.builder()
                        .documents(List.of(A, plain("img-b"), plain("img-c"), plain("img-d"), plain("img-e")))
                        .build()
                        .start();
                var singapore = StandIn.builder()
                        .region("ap-southeast-1")
                        .documents(List.of(plain("img-a")))
                        .build()
                        .start()) {
            // Scopes are walked one after the other, so that the order of keys and times is fixed.
            var program = Program.on(database, shanghai, singapore)
                    .with("inventory.products[0]", "CloudApp")
                    .with("inventory.concurrency", "1");
            sync(program);

            shanghai.inventory()
                    .patch(
                            "img-a",
                            """
                            {"Status": "AVAILABLE", "FeatureList": ["PrivateSales", "GPU"],
                             "TagList": [{"Key": "team", "Value": "图形"}, {"Key": "env", "Value": "prod"}]}
                            """);
            shanghai.inventory().delete("img-b");
            shanghai.inventory().delete("img-d");
            sync(program);
            bury(database, "img-b", "img-d");

            shanghai.inventory().restore("img-b");
            shanghai.inventory().patch("img-b", Map.of("Description", "two"));
            shanghai.inventory().patch("img-c", Map.of("ImageName", "c2"));
            shanghai.inventory()
                    .patch(
                            "img-a",
                            """
                            {"ImageRegionDistributeList":
                              [{"RegionId": "cn-hangzhou", "Status": "AVAILABLE", "Progress": "100%"}]}
                            """);
            shanghai.inventory().delete("img-e");
            sync(program);
            bury(database, "img-e");
            date(database);
            return program;
        }
    }

    static String plain(String id) {
        return """
               {"ImageId": "%s", "ProductType": "CloudApp", "ImageName": "%s", "Description": "one",
                "TagList": [{"Key": "env", "Value": "dev"}]}
               """
                .formatted(id, id.substring(4));
    }

    private static void sync(Program program) {
        var outcome = program.run("sync", "--progress", "never");
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    }

    /** Marks images as deleted, as a sweep does if the API no longer returns them. */
    private static void bury(PostgresDatabase database, String... imageIds) {
        Sql.on(database)
                .run(
                        """
                        WITH gone AS (
                            UPDATE inventory.image
                            SET revision = revision + 1, changed_at = now(), deleted_at = now()
                            WHERE image_id IN ('%s') AND deleted_at IS NULL
                            RETURNING image_key, revision, changed_at),
                        unheld AS (
                            DELETE FROM inventory.image_scope WHERE image_key IN (SELECT image_key FROM gone))
                        INSERT INTO inventory.image_revision
                        SELECT g.image_key, g.revision, 'deleted', g.changed_at, r.valid_from,
                               (SELECT max(run_id) FROM inventory.sync_run), r.document
                        FROM gone g
                        JOIN inventory.image_revision r ON r.image_key = g.image_key AND r.revision = g.revision - 1
                        """
                                .formatted(String.join("', '", imageIds)));
    }

    /** Sets all times to the date of their run. */
    private static void date(PostgresDatabase database) {
        var first = "make_timestamptz(2024, run_id::int, 1, 0, 0, 0, 'UTC')";
        Sql.on(database)
                .run(
                        "ALTER TABLE inventory.image_revision DISABLE TRIGGER append_only",
                        "ALTER TABLE inventory.image_change DISABLE TRIGGER append_only",
                        "UPDATE inventory.image_revision SET not_before = CASE WHEN not_before IS NOT NULL THEN "
                                + first + " - interval '1 month' END, valid_from = " + first,
                        "UPDATE inventory.image_change SET changed_at = " + first,
                        "ALTER TABLE inventory.image_revision ENABLE TRIGGER append_only",
                        "ALTER TABLE inventory.image_change ENABLE TRIGGER append_only",
                        """
                        UPDATE inventory.image i
                        SET first_seen_at = '2024-01-01Z', changed_at = r.valid_from,
                            deleted_at = CASE WHEN i.deleted_at IS NOT NULL THEN r.valid_from END
                        FROM inventory.image_revision r
                        WHERE r.image_key = i.image_key AND r.revision = i.revision
                        """,
                        "UPDATE inventory.sync_run SET started_at = " + first + ", ended_at = " + first,
                        "UPDATE inventory.walk SET started_at = " + first + ", ended_at = " + first,
                        "UPDATE inventory.scope SET last_complete_at = '2024-03-01Z',"
                                + " last_complete_started_at = '2024-03-01Z'",
                        """
                        UPDATE batch.batch_job_execution e
                        SET end_time = make_timestamp(2024, p.parameter_value::int, 1, 0, 0, 0)
                        FROM batch.batch_job_execution_params p
                        WHERE p.job_execution_id = e.job_execution_id AND p.parameter_name = 'run.id'
                        """);
    }
}

package org.imageinventory.inventory;

import java.sql.SQLException;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.NullMarked;

/**
 * An inventory that PostgreSQL generates. Each image has documents of the usual size, revisions spread over the year
 * 2025, two changes per revision, and the lists of its newest document. One image in fifty is deleted.
 */
@NullMarked
final class InventoryOfSize {

    private static final String DOCUMENT =
            """
            {"GmtCreate": "2025-04-25 15:13:57", "GmtModified": "2025-04-25 15:13:57", "AliUid": 123456789,
             "ImageId": "imgc-<key>", "ImageName": "demo image <key>", "ImageType": "User", "PackageType": "ECS",
             "Description": "An image with number <key>, hash <hash>", "OsType": "Windows", "ProtocolType": "ASP",
             "BizType": 1, "ProductType": "CloudApp", "VersionId": "iv-<rev>-<hash>", "OnlineVersionId": "iv-<rev>-<hash>",
             "LatestVersionId": "iv-<rev>-<hash>", "Status": "<status>", "ParentImageId": "imgc-<parent>",
             "ParentImageVersion": "iv-p<parent>", "BaseImageId": "imgc-<base>", "BaseImageVersion": "iv-b<base>",
             "FotaVersion": "2.3.<rev>", "Language": "zh-CN", "Platform": 0, "OnlineVersion": true, "SystemDiskSize": 40,
             "DataDiskSize": 100, "AppList": [{"AppId": "ca-<hash>", "AppName": "AutoCAD"},
             {"AppId": "ca-b<key>", "AppName": "Blender"}], "FeatureList": ["Builder", "GPU"],
             "ImageCreateMode": "BUILDER_MANUAL", "ImageRegionList": ["cn-shanghai", "cn-hangzhou"],
             "Distro": "Windows Server 2022", "VersionName": "v0.1.<rev>",
             "ResourceInstanceCategory": "[\\"eds.cpu.category\\"]", "PlatformName": "Windows Server 2022",
             "SupportedLanguageList": ["zh-CN", "en-US"], "VolumeEncryptionEnabled": true,
             "VolumeEncryptionKey": "<hash>", "SessionType": "SINGLE_SESSION", "ImageRegionDistributeList":
             [{"ImageId": "imgc-<key>", "RegionId": "cn-shanghai", "Status": "AVAILABLE", "VersionId": "iv-<rev>",
             "Progress": "100%"}, {"ImageId": "imgc-<key>", "RegionId": "cn-hangzhou", "Status": "<status>",
             "VersionId": "iv-<rev>", "Progress": "70%"}], "FotaChannel": "", "CompatibleMode": true,
             "DriverList": ["[\\"<hash>\\"]"], "Scene": "AIGC", "Rating": 95, "ImageIconUrl": "",
             "EnvironmentId": "env-<hash>", "TagList": [{"Key": "env", "Value": "prod"}, {"Key": "team", "Value": "<key>"}],
             "SnapshotList": [{"SnapshotId": "s-<hash>", "VersionId": "iv-<rev>", "DiskType": "SYSTEM", "DiskSubType": "",
             "BindType": "IMAGE", "DiskCategory": "cloud_essd", "Size": 40}]}
            """;

    private static final String[] STATEMENTS = {
        """
        INSERT INTO inventory.image_revision (image_key, revision, change_kind, valid_from, run_id, document)
        SELECT k, r,
               CASE WHEN r = 1 THEN 'created' WHEN r = :revisions AND k % 50 = 0 THEN 'deleted' ELSE 'updated' END,
               timestamptz '2025-01-01Z' + interval '365 days' * (r - 1 + k::numeric / :images) / :revisions, 1,
               replace(replace(replace(replace(replace(replace(
                   :document, '<key>', k::text), '<rev>', r::text), '<hash>', md5(k::text)),
                   '<status>', CASE WHEN (k + r) % 7 = 0 THEN 'INIT' ELSE 'AVAILABLE' END),
                   '<parent>', (k / 2)::text), '<base>', (k / 10)::text)::jsonb
        FROM generate_series(1, :revisions) r, generate_series(1, :images) k
        """,
        """
        INSERT INTO inventory.image_change (image_key, revision, position, changed_at, run_id, field, old_value, new_value)
        SELECT image_key, revision, p, valid_from, 1, CASE p WHEN 1 THEN 'VersionId' ELSE 'FotaVersion' END, '"a"', '"b"'
        FROM inventory.image_revision, generate_series(1, 2) p
        WHERE change_kind = 'updated'
        """,
        """
        INSERT INTO inventory.image (image_key, owner_scope_key, revision, first_seen_at, changed_at, deleted_at, fingerprint,
            account, region, image_id, gmt_create, gmt_modified, image_name, status, description, version_id,
            parent_image_id, base_image_id, environment_id, volume_encryption_enabled)
        SELECT k, 1, :revisions, timestamptz '2025-01-01Z' + interval '365 days' * (k::numeric / :images) / :revisions,
               now(), CASE WHEN k % 50 = 0 THEN now() END, md5(k::text)::uuid, 'main', 'cn-shanghai', 'imgc-' || k,
               now(), now(), 'demo image ' || k, CASE WHEN (k + :revisions) % 7 = 0 THEN 'INIT' ELSE 'AVAILABLE' END,
               'An image with number ' || k, 'iv-' || md5(k::text), 'imgc-' || k / 2, 'imgc-' || k / 10,
               'env-' || md5(k::text), true
        FROM generate_series(1, :images) k
        """,
        """
        INSERT INTO inventory.image_tag SELECT k, p, (ARRAY['env', 'team'])[p], 'v' || k
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        """
        INSERT INTO inventory.image_app SELECT k, p, 'ca-' || p || k, 'AutoCAD'
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        """
        INSERT INTO inventory.image_region SELECT k, p, (ARRAY['cn-hangzhou', 'cn-shanghai'])[p]
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        """
        INSERT INTO inventory.image_region_state
        SELECT k, p, (ARRAY['cn-hangzhou', 'cn-shanghai'])[p], 'iv-' || :revisions,
               CASE WHEN p = 1 AND (k + :revisions) % 7 = 0 THEN 'INIT' ELSE 'AVAILABLE' END, 70
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        """
        INSERT INTO inventory.image_feature SELECT k, p, (ARRAY['Builder', 'GPU'])[p]
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        """
        INSERT INTO inventory.image_language SELECT k, p, (ARRAY['en-US', 'zh-CN'])[p]
        FROM generate_series(1, :images) k, generate_series(1, 2) p
        """,
        "INSERT INTO inventory.image_driver SELECT k, 1, md5(k::text) FROM generate_series(1, :images) k",
        "INSERT INTO inventory.image_resource_category SELECT k, 1, 'eds' FROM generate_series(1, :images) k",
        """
        INSERT INTO inventory.image_snapshot
        SELECT k, 1, 's-' || k, 'iv', 'SYSTEM', '', 'IMAGE', 'cloud_essd', 40 FROM generate_series(1, :images) k
        """,
        "VACUUM (FREEZE, ANALYZE)"
    };

    private InventoryOfSize() {}

    static void fill(PostgresDatabase database, int images, int revisions) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : STATEMENTS) {
                statement.execute(sql.replace(":document", "'" + DOCUMENT.replace("\n", "") + "'")
                        .replace(":images", Integer.toString(images))
                        .replace(":revisions", Integer.toString(revisions)));
            }
        }
    }
}

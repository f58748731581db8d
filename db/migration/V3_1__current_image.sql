-- Images as they are, and as they were.

-- One index for questions by image_id alone, and for the program's own, which name all three.
ALTER TABLE inventory.image
    DROP CONSTRAINT image_account_region_image_id_key,
    ADD UNIQUE (image_id, account, region);

CREATE VIEW inventory.current_image AS
SELECT
    i.image_key, i.account, i.region, i.image_id,
    i.gmt_create, i.gmt_modified, i.ali_uid, i.image_name, i.image_type, i.package_type, i.description, i.os_type,
    i.protocol_type, i.biz_type, i.product_type, i.version_id, i.online_version_id, i.latest_version_id, i.status,
    i.parent_image_id, i.parent_image_version, i.base_image_id, i.base_image_version, i.fota_version, i.language,
    i.platform, i.online_version, i.system_disk_size, i.data_disk_size, i.image_create_mode, i.distro,
    i.version_name, i.platform_name, i.volume_encryption_enabled, i.volume_encryption_key, i.session_type,
    i.fota_channel, i.compatible_mode, i.scene, i.rating, i.image_icon_url, i.environment_id,
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('key', t.tag_key, 'value', t.tag_value)
            ORDER BY t.tag_key COLLATE "C" NULLS FIRST, t.tag_value COLLATE "C" NULLS FIRST)
        FROM inventory.image_tag t WHERE t.image_key = i.image_key), '[]') AS tags,
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('snapshot_id', s.snapshot_id, 'version_id', s.version_id,
                'disk_type', s.disk_type, 'disk_sub_type', s.disk_sub_type, 'bind_type', s.bind_type,
                'disk_category', s.disk_category, 'size', s.size)
            ORDER BY s.snapshot_id COLLATE "C" NULLS FIRST, s.version_id COLLATE "C" NULLS FIRST,
                s.disk_type COLLATE "C" NULLS FIRST, s.disk_sub_type COLLATE "C" NULLS FIRST,
                s.bind_type COLLATE "C" NULLS FIRST, s.disk_category COLLATE "C" NULLS FIRST, s.size NULLS FIRST)
        FROM inventory.image_snapshot s WHERE s.image_key = i.image_key), '[]') AS snapshots,
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('region_id', s.region_id, 'version_id', s.version_id,
                'status', s.status, 'progress', s.progress)
            ORDER BY s.region_id COLLATE "C" NULLS FIRST, s.version_id COLLATE "C" NULLS FIRST,
                s.status COLLATE "C" NULLS FIRST, s.progress NULLS FIRST)
        FROM inventory.image_region_state s WHERE s.image_key = i.image_key), '[]') AS region_states,
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('app_id', a.app_id, 'app_name', a.app_name)
            ORDER BY a.app_id COLLATE "C" NULLS FIRST, a.app_name COLLATE "C" NULLS FIRST)
        FROM inventory.image_app a WHERE a.image_key = i.image_key), '[]') AS apps,
    ARRAY(SELECT e.region_id FROM inventory.image_region e
          WHERE e.image_key = i.image_key ORDER BY e.region_id COLLATE "C") AS regions,
    ARRAY(SELECT e.feature FROM inventory.image_feature e
          WHERE e.image_key = i.image_key ORDER BY e.feature COLLATE "C") AS features,
    ARRAY(SELECT e.language FROM inventory.image_language e
          WHERE e.image_key = i.image_key ORDER BY e.language COLLATE "C") AS languages,
    ARRAY(SELECT e.driver_id FROM inventory.image_driver e
          WHERE e.image_key = i.image_key ORDER BY e.driver_id COLLATE "C") AS drivers,
    ARRAY(SELECT e.category FROM inventory.image_resource_category e
          WHERE e.image_key = i.image_key ORDER BY e.category COLLATE "C") AS resource_categories,
    i.revision, i.first_seen_at, i.changed_at, r.document
FROM inventory.image i
LEFT JOIN inventory.image_revision r ON r.image_key = i.image_key AND r.revision = i.revision
WHERE i.deleted_at IS NULL;

COMMENT ON VIEW inventory.current_image IS 'The live images: every field, and each list as one value';
COMMENT ON COLUMN inventory.current_image.tags IS 'TagList: [{"key": …, "value": …}]; one key with several values is several elements';
COMMENT ON COLUMN inventory.current_image.snapshots IS 'SnapshotList; size in GiB';
COMMENT ON COLUMN inventory.current_image.region_states IS 'ImageRegionDistributeList: how far the distribution to each region has come; progress in percent';
COMMENT ON COLUMN inventory.current_image.regions IS 'ImageRegionList';
COMMENT ON COLUMN inventory.current_image.languages IS 'SupportedLanguageList';
COMMENT ON COLUMN inventory.current_image.resource_categories IS 'ResourceInstanceCategory';
COMMENT ON COLUMN inventory.current_image.revision IS 'The newest revision in image_revision';
COMMENT ON COLUMN inventory.current_image.changed_at IS 'When that was first seen';
COMMENT ON COLUMN inventory.current_image.document IS 'That revision''s document; a volatile field (Progress) may be newer in the columns';

-- One index probe an image finds its revision. Of the members below only those are taken out of the document that the
-- query asks for.
CREATE FUNCTION inventory.image_as_of(moment timestamptz) RETURNS SETOF inventory.current_image
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000
BEGIN ATOMIC
SELECT
    i.image_key, i.account, i.region, i.image_id,
    inventory.api_time(r.gmt_create, z.postgres_zone), inventory.api_time(r.gmt_modified, z.postgres_zone),
    inventory.api_bigint(r.ali_uid), inventory.api_text(r.image_name), inventory.api_text(r.image_type),
    inventory.api_text(r.package_type), inventory.api_text(r.description), inventory.api_text(r.os_type),
    inventory.api_text(r.protocol_type), inventory.api_integer(r.biz_type), inventory.api_text(r.product_type),
    inventory.api_text(r.version_id), inventory.api_text(r.online_version_id),
    inventory.api_text(r.latest_version_id), inventory.api_text(r.status), inventory.api_text(r.parent_image_id),
    inventory.api_text(r.parent_image_version), inventory.api_text(r.base_image_id),
    inventory.api_text(r.base_image_version), inventory.api_text(r.fota_version), inventory.api_text(r.language),
    inventory.api_text(r.platform), inventory.api_boolean(r.online_version),
    inventory.api_integer(r.system_disk_size), inventory.api_integer(r.data_disk_size),
    inventory.api_text(r.image_create_mode), inventory.api_text(r.distro), inventory.api_text(r.version_name),
    inventory.api_text(r.platform_name), inventory.api_boolean(r.volume_encryption_enabled),
    inventory.api_text(r.volume_encryption_key), inventory.api_text(r.session_type),
    inventory.api_text(r.fota_channel), inventory.api_boolean(r.compatible_mode), inventory.api_text(r.scene),
    inventory.api_integer(r.rating), inventory.api_text(r.image_icon_url), inventory.api_text(r.environment_id),
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('key', t.tag_key, 'value', t.tag_value))
        FROM (SELECT DISTINCT inventory.api_text(e -> 'Key') COLLATE "C" AS tag_key,
                              inventory.api_text(e -> 'Value') COLLATE "C" AS tag_value
              FROM inventory.elements(r.tag_list) AS e WHERE jsonb_typeof(e) = 'object'
              ORDER BY 1 NULLS FIRST, 2 NULLS FIRST) t), '[]'),
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('snapshot_id', s.snapshot_id, 'version_id', s.version_id,
                'disk_type', s.disk_type, 'disk_sub_type', s.disk_sub_type, 'bind_type', s.bind_type,
                'disk_category', s.disk_category, 'size', s.size))
        FROM (SELECT DISTINCT inventory.api_text(e -> 'SnapshotId') COLLATE "C" AS snapshot_id,
                              inventory.api_text(e -> 'VersionId') COLLATE "C" AS version_id,
                              inventory.api_text(e -> 'DiskType') COLLATE "C" AS disk_type,
                              inventory.api_text(e -> 'DiskSubType') COLLATE "C" AS disk_sub_type,
                              inventory.api_text(e -> 'BindType') COLLATE "C" AS bind_type,
                              inventory.api_text(e -> 'DiskCategory') COLLATE "C" AS disk_category,
                              inventory.api_integer(e -> 'Size') AS size
              FROM inventory.elements(r.snapshot_list) AS e WHERE jsonb_typeof(e) = 'object'
              ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3 NULLS FIRST, 4 NULLS FIRST, 5 NULLS FIRST, 6 NULLS FIRST,
                       7 NULLS FIRST) s), '[]'),
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('region_id', s.region_id, 'version_id', s.version_id,
                'status', s.status, 'progress', s.progress))
        FROM (SELECT DISTINCT inventory.api_text(e -> 'RegionId') COLLATE "C" AS region_id,
                              inventory.api_text(e -> 'VersionId') COLLATE "C" AS version_id,
                              inventory.api_text(e -> 'Status') COLLATE "C" AS status,
                              inventory.api_percent(e -> 'Progress') AS progress
              FROM inventory.elements(r.image_region_distribute_list) AS e WHERE jsonb_typeof(e) = 'object'
              ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3 NULLS FIRST, 4 NULLS FIRST) s), '[]'),
    coalesce((
        SELECT jsonb_agg(jsonb_build_object('app_id', a.app_id, 'app_name', a.app_name))
        FROM (SELECT DISTINCT inventory.api_text(e -> 'AppId') COLLATE "C" AS app_id,
                              inventory.api_text(e -> 'AppName') COLLATE "C" AS app_name
              FROM inventory.elements(r.app_list) AS e WHERE jsonb_typeof(e) = 'object'
              ORDER BY 1 NULLS FIRST, 2 NULLS FIRST) a), '[]'),
    ARRAY(SELECT DISTINCT inventory.api_text(e) COLLATE "C" FROM inventory.elements(r.image_region_list) AS e
          WHERE inventory.api_text(e) IS NOT NULL ORDER BY 1),
    ARRAY(SELECT DISTINCT inventory.api_text(e) COLLATE "C" FROM inventory.elements(r.feature_list) AS e
          WHERE inventory.api_text(e) IS NOT NULL ORDER BY 1),
    ARRAY(SELECT DISTINCT inventory.api_text(e) COLLATE "C" FROM inventory.elements(r.supported_language_list) AS e
          WHERE inventory.api_text(e) IS NOT NULL ORDER BY 1),
    ARRAY(SELECT DISTINCT e COLLATE "C" FROM inventory.inner_texts(r.driver_list) AS e ORDER BY 1),
    ARRAY(SELECT DISTINCT e COLLATE "C" FROM inventory.inner_texts(r.resource_instance_category) AS e ORDER BY 1),
    r.revision, i.first_seen_at, r.valid_from, r.document
FROM inventory.image i
CROSS JOIN LATERAL (
    SELECT
        n.revision, n.valid_from, n.document,
        n.document -> 'GmtCreate' AS gmt_create, n.document -> 'GmtModified' AS gmt_modified,
        n.document -> 'AliUid' AS ali_uid, n.document -> 'ImageName' AS image_name,
        n.document -> 'ImageType' AS image_type, n.document -> 'PackageType' AS package_type,
        n.document -> 'Description' AS description, n.document -> 'OsType' AS os_type,
        n.document -> 'ProtocolType' AS protocol_type, n.document -> 'BizType' AS biz_type,
        n.document -> 'ProductType' AS product_type, n.document -> 'VersionId' AS version_id,
        n.document -> 'OnlineVersionId' AS online_version_id, n.document -> 'LatestVersionId' AS latest_version_id,
        n.document -> 'Status' AS status, n.document -> 'ParentImageId' AS parent_image_id,
        n.document -> 'ParentImageVersion' AS parent_image_version, n.document -> 'BaseImageId' AS base_image_id,
        n.document -> 'BaseImageVersion' AS base_image_version, n.document -> 'FotaVersion' AS fota_version,
        n.document -> 'Language' AS language, n.document -> 'Platform' AS platform,
        n.document -> 'OnlineVersion' AS online_version, n.document -> 'SystemDiskSize' AS system_disk_size,
        n.document -> 'DataDiskSize' AS data_disk_size, n.document -> 'ImageCreateMode' AS image_create_mode,
        n.document -> 'Distro' AS distro, n.document -> 'VersionName' AS version_name,
        n.document -> 'PlatformName' AS platform_name,
        n.document -> 'VolumeEncryptionEnabled' AS volume_encryption_enabled,
        n.document -> 'VolumeEncryptionKey' AS volume_encryption_key, n.document -> 'SessionType' AS session_type,
        n.document -> 'FotaChannel' AS fota_channel, n.document -> 'CompatibleMode' AS compatible_mode,
        n.document -> 'Scene' AS scene, n.document -> 'Rating' AS rating,
        n.document -> 'ImageIconUrl' AS image_icon_url, n.document -> 'EnvironmentId' AS environment_id,
        n.document -> 'TagList' AS tag_list, n.document -> 'SnapshotList' AS snapshot_list,
        n.document -> 'ImageRegionDistributeList' AS image_region_distribute_list,
        n.document -> 'AppList' AS app_list, n.document -> 'ImageRegionList' AS image_region_list,
        n.document -> 'FeatureList' AS feature_list,
        n.document -> 'SupportedLanguageList' AS supported_language_list, n.document -> 'DriverList' AS driver_list,
        n.document -> 'ResourceInstanceCategory' AS resource_instance_category
    FROM (
        -- Joined with an empty object, a document is unpacked once and not for each member.
        SELECT v.revision, v.valid_from, v.change_kind, v.document || '{}'::jsonb AS document
        FROM inventory.image_revision v
        WHERE v.image_key = i.image_key AND v.valid_from <= moment
        ORDER BY v.revision DESC
        LIMIT 1) n
    WHERE n.change_kind <> 'deleted'
    OFFSET 0) r
LEFT JOIN (SELECT g.postgres_zone FROM inventory.reading g LIMIT 1) z ON true
WHERE i.first_seen_at <= moment;
END;
COMMENT ON FUNCTION inventory.image_as_of IS 'The images that lived at a moment, as their revision of then has them; columns as in current_image';

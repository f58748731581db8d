-- Answers that needed joins of base tables before: events, the difference between two moments, and one image's family.

-- The columns of the path of a change --------------------------------------------------------------------------------

CREATE FUNCTION inventory.column_of(field text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN field ~ '^[A-Za-z]+\[.*\](\.[A-Za-z]+)?$' THEN CASE split_part(field, '[', 1)
        WHEN 'TagList' THEN 'image_tag'
        WHEN 'SnapshotList' THEN 'image_snapshot'
        WHEN 'AppList' THEN 'image_app'
        WHEN 'ImageRegionList' THEN 'image_region'
        WHEN 'FeatureList' THEN 'image_feature'
        WHEN 'SupportedLanguageList' THEN 'image_language'
        WHEN 'DriverList' THEN 'image_driver'
        WHEN 'ResourceInstanceCategory' THEN 'image_resource_category'
        WHEN 'ImageRegionDistributeList' THEN 'image_region_state' || CASE substring(field FROM '\]\.([A-Za-z]+)$')
            WHEN 'VersionId' THEN '.version_id'
            WHEN 'Status' THEN '.status'
            WHEN 'Progress' THEN '.progress'
            ELSE '' END END
    WHEN field = ANY ('{GmtCreate,GmtModified,AliUid,ImageName,ImageType,PackageType,Description,OsType,ProtocolType,BizType,ProductType,VersionId,OnlineVersionId,LatestVersionId,Status,ParentImageId,ParentImageVersion,BaseImageId,BaseImageVersion,FotaVersion,Language,Platform,OnlineVersion,SystemDiskSize,DataDiskSize,ImageCreateMode,Distro,VersionName,PlatformName,VolumeEncryptionEnabled,VolumeEncryptionKey,SessionType,FotaChannel,CompatibleMode,Scene,Rating,ImageIconUrl,EnvironmentId}')
        THEN lower(regexp_replace(field, '([a-z])([A-Z])', '\1_\2', 'g')) END;

CREATE FUNCTION inventory.element_of(field text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN substring(field FROM '^[A-Za-z]+\[(.*)\](?:\.[A-Za-z]+)?$');

COMMENT ON FUNCTION inventory.column_of(text) IS 'The column of inventory.image, or the table of a list, that holds a field. The field is a path as in image_change.field. Null for a field without a column';
COMMENT ON FUNCTION inventory.element_of(text) IS 'The key of a list element in a path: a tag key, a region, a snapshot ID. Null for a field that is not in a list';

-- Events -------------------------------------------------------------------------------------------------------------

CREATE VIEW inventory.image_event AS
SELECT r.not_before, r.valid_from, i.account, i.region, i.product_type, i.image_id, i.image_name,
       r.change_kind AS kind, NULL::text AS field, NULL::text AS column_name, NULL::text AS element,
       NULL::jsonb AS old_value, NULL::jsonb AS new_value, r.revision, r.run_id, r.image_key
FROM inventory.image_revision r
JOIN inventory.image i USING (image_key)
WHERE r.change_kind <> 'updated'
UNION ALL
SELECT r.not_before, c.changed_at, i.account, i.region, i.product_type, i.image_id, i.image_name,
       'updated', c.field, inventory.column_of(c.field), inventory.element_of(c.field),
       c.old_value, c.new_value, c.revision, c.run_id, c.image_key
FROM inventory.image_change c
JOIN inventory.image_revision r USING (image_key, revision)
JOIN inventory.image i USING (image_key);

COMMENT ON VIEW inventory.image_event IS 'One row for each creation, deletion and return of an image, and for each changed field or list element';
COMMENT ON COLUMN inventory.image_event.not_before IS 'The event happened after this time, in (not_before, valid_from]; null for a creation';
COMMENT ON COLUMN inventory.image_event.valid_from IS 'When the event was first seen. Filter on it: it has an index';
COMMENT ON COLUMN inventory.image_event.region IS 'The endpoint region in which the image is listed';
COMMENT ON COLUMN inventory.image_event.product_type IS 'The newest product of the image';
COMMENT ON COLUMN inventory.image_event.image_name IS 'The newest name of the image';
COMMENT ON COLUMN inventory.image_event.kind IS 'created, deleted or restored for an image; updated for a field. If an image returned in another state, its changed fields are rows of their own';
COMMENT ON COLUMN inventory.image_event.field IS 'Path in the API''s names, with the key of a list element in brackets; null for an event of the image';
COMMENT ON COLUMN inventory.image_event.column_name IS 'The column of inventory.image, or the table of a list, that holds the field; null if there is none';
COMMENT ON COLUMN inventory.image_event.element IS 'The key of the list element: a tag key, a region, a snapshot ID; null for a field that is not in a list';
COMMENT ON COLUMN inventory.image_event.old_value IS 'The value before; null if there was none';
COMMENT ON COLUMN inventory.image_event.new_value IS 'The value after; null if there is none';

-- The difference between two moments ---------------------------------------------------------------------------------

CREATE FUNCTION inventory.image_diff("from" timestamptz, "to" timestamptz)
RETURNS TABLE (account text, region text, product_type text, image_id text, image_name text, kind text, field text,
               column_name text, element text, old_value jsonb, new_value jsonb)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    IF "from" IS NULL OR "to" IS NULL OR "from" > "to" THEN
        RAISE EXCEPTION 'image_diff needs two times, the earlier one first';
    END IF;
    IF EXISTS (
        SELECT FROM inventory.image_revision r
        WHERE r.valid_from > "from" AND r.valid_from <= "to" AND r.revision > 1
          AND NOT EXISTS (
              SELECT FROM inventory.image_revision b WHERE b.image_key = r.image_key AND b.revision = r.revision - 1))
    THEN
        RAISE EXCEPTION 'no difference from %: history of that time was pruned', "from"
            USING HINT = 'Use a later time. prune prints the limit that it used.';
    END IF;
    RETURN QUERY
    WITH touched AS (
        SELECT r.image_key, min(r.revision) AS first, max(r.revision) AS last
        FROM inventory.image_revision r
        WHERE r.valid_from > "from" AND r.valid_from <= "to"
        GROUP BY r.image_key),
    compared AS (
        SELECT t.image_key, t.first, t.last, coalesce(b.change_kind <> 'deleted', false) AS was,
               l.change_kind <> 'deleted' AS is_there
        FROM touched t
        JOIN inventory.image_revision l ON l.image_key = t.image_key AND l.revision = t.last
        LEFT JOIN inventory.image_revision b ON b.image_key = t.image_key AND b.revision = t.first - 1),
    -- The first old and the last new value of each field; equal ones went there and back.
    net AS (
        SELECT c.image_key, c.field,
               (array_agg(c.old_value ORDER BY c.revision, c.position))[1] AS old_value,
               (array_agg(c.new_value ORDER BY c.revision DESC, c.position DESC))[1] AS new_value
        FROM compared m
        JOIN inventory.image_change c ON c.image_key = m.image_key AND c.revision BETWEEN m.first AND m.last
        WHERE m.was AND m.is_there
        GROUP BY c.image_key, c.field),
    difference AS (
        SELECT m.image_key, CASE WHEN m.is_there THEN 'created' ELSE 'deleted' END AS kind, NULL::text AS field,
               NULL::jsonb AS old_value, NULL::jsonb AS new_value
        FROM compared m
        WHERE m.was <> m.is_there
        UNION ALL
        SELECT n.image_key, 'updated', n.field, n.old_value, n.new_value
        FROM net n
        WHERE n.old_value IS DISTINCT FROM n.new_value)
    SELECT i.account, i.region, i.product_type, i.image_id, i.image_name, d.kind, d.field,
           inventory.column_of(d.field), inventory.element_of(d.field), d.old_value, d.new_value
    FROM difference d
    JOIN inventory.image i USING (image_key)
    ORDER BY i.account, i.region, i.image_id, d.field NULLS FIRST;
END
$$;

COMMENT ON FUNCTION inventory.image_diff(timestamptz, timestamptz) IS 'What differs between two moments: at most one row per image that was created or deleted, and one row per changed field or list element of the others. A value that changed and changed back is no row. Fails if history of the first moment was pruned';

-- One image's family -------------------------------------------------------------------------------------------------

CREATE INDEX image_parent ON inventory.image (parent_image_id) WHERE parent_image_id <> '';
CREATE INDEX image_base ON inventory.image (base_image_id) WHERE base_image_id <> '';

CREATE FUNCTION inventory.image_ancestors(account text, region text, image_id text)
RETURNS TABLE (relation text, depth integer, ancestor_image_id text, ancestor_version text, ancestor_key bigint,
               ancestor_name text, ancestor_state text, cycle boolean, path text[])
LANGUAGE sql STABLE ROWS 10 AS $$
    WITH RECURSIVE chain AS (
        SELECT l.relation, 0 AS depth, i.image_id AS ancestor_image_id, NULL::text AS ancestor_version, i.image_key,
               i.image_name, i.deleted_at, false AS cycle, ARRAY[i.image_id] AS path
        FROM inventory.image i CROSS JOIN (VALUES ('parent'), ('base')) AS l(relation)
        WHERE (i.account, i.region, i.image_id) = ($1, $2, $3)
        UNION ALL
        SELECT c.relation, c.depth + 1, n.image_id, n.version, k.image_key, k.image_name, k.deleted_at,
               n.image_id = ANY (c.path), c.path || n.image_id
        FROM chain c
        JOIN inventory.image p ON p.image_key = c.image_key
        CROSS JOIN LATERAL (
            SELECT CASE c.relation WHEN 'parent' THEN p.parent_image_id ELSE p.base_image_id END AS image_id,
                   CASE c.relation WHEN 'parent' THEN p.parent_image_version ELSE p.base_image_version END AS version) n
        LEFT JOIN inventory.image k ON (k.image_id, k.account, k.region) = (n.image_id, p.account, p.region)
        WHERE n.image_id <> '' AND NOT c.cycle)
    SELECT c.relation, c.depth, c.ancestor_image_id, c.ancestor_version, c.image_key, c.image_name,
           CASE WHEN c.image_key IS NULL THEN 'unknown' WHEN c.deleted_at IS NULL THEN 'live' ELSE 'deleted' END,
           c.cycle, c.path
    FROM chain c
    WHERE c.depth > 0
    ORDER BY c.relation, c.depth;
$$;

CREATE FUNCTION inventory.image_descendants(account text, region text, image_id text)
RETURNS TABLE (relation text, depth integer, descendant_image_id text, descendant_key bigint, descendant_name text,
               descendant_state text, cycle boolean, path text[])
LANGUAGE sql STABLE ROWS 100 AS $$
    WITH RECURSIVE family AS (
        SELECT l.relation, 0 AS depth, $3 AS image_id, NULL::bigint AS image_key, NULL::text AS image_name,
               NULL::timestamptz AS deleted_at, false AS cycle, ARRAY[$3] AS path
        FROM (VALUES ('parent'), ('base')) AS l(relation)
        UNION ALL
        SELECT f.relation, f.depth + 1, k.image_id, k.image_key, k.image_name, k.deleted_at,
               k.image_id = ANY (f.path), f.path || k.image_id
        FROM family f
        CROSS JOIN LATERAL (
            SELECT p.* FROM inventory.image p
            WHERE f.relation = 'parent' AND p.parent_image_id = f.image_id AND p.parent_image_id <> ''
            UNION ALL
            SELECT b.* FROM inventory.image b
            WHERE f.relation = 'base' AND b.base_image_id = f.image_id AND b.base_image_id <> '') k
        WHERE k.account = $1 AND k.region = $2 AND NOT f.cycle)
    SELECT f.relation, f.depth, f.image_id, f.image_key, f.image_name,
           CASE WHEN f.deleted_at IS NULL THEN 'live' ELSE 'deleted' END, f.cycle, f.path
    FROM family f
    WHERE f.depth > 0
    ORDER BY f.relation, f.depth, f.image_id;
$$;

COMMENT ON FUNCTION inventory.image_ancestors(text, text, text) IS 'The parents and the base images of one image, up to the first one. image_lineage has the same for all live images';
COMMENT ON FUNCTION inventory.image_descendants(text, text, text) IS 'The images that are built on one image, directly (depth 1) or through others, as parent or as base image. Deleted images are included';

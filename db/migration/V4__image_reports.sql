-- Reports on images. Filters on image_id, account and region reach the indexes.

CREATE VIEW inventory.image_timeline AS
SELECT i.account, i.region, i.image_id, r.image_key, r.revision, r.change_kind, r.not_before, r.valid_from,
       n.valid_from AS valid_to,
       CASE WHEN r.change_kind <> 'deleted' THEN inventory.api_text(r.document -> 'Status') END AS status,
       inventory.api_text(r.document -> 'ImageName') AS image_name,
       inventory.api_text(r.document -> 'VersionId') AS version_id,
       (SELECT count(*) FROM inventory.image_change c
        WHERE c.image_key = r.image_key AND c.revision = r.revision) AS changes,
       r.run_id, r.document
FROM inventory.image_revision r
JOIN inventory.image i USING (image_key)
LEFT JOIN inventory.image_revision n ON n.image_key = r.image_key AND n.revision = r.revision + 1;
COMMENT ON VIEW inventory.image_timeline IS 'Every revision of every image, with the time it held';
COMMENT ON COLUMN inventory.image_timeline.not_before IS 'The state before is known to have held until then: the change happened in (not_before, valid_from]';
COMMENT ON COLUMN inventory.image_timeline.valid_from IS 'First seen so';
COMMENT ON COLUMN inventory.image_timeline.valid_to IS 'First seen otherwise, or proved gone; null: still so';
COMMENT ON COLUMN inventory.image_timeline.status IS 'Status in the document; null for deleted';
COMMENT ON COLUMN inventory.image_timeline.changes IS 'Fields and list elements that differ from the revision before';
COMMENT ON COLUMN inventory.image_timeline.document IS 'For deleted: the last known one';

CREATE VIEW inventory.image_status_interval AS
SELECT i.account, i.region, i.image_id, i.image_key, s.status, s.since, s.until,
       coalesce(s.until, now()) - s.since AS duration, s.ended_by
FROM inventory.image i
CROSS JOIN LATERAL (
    WITH state AS (
        SELECT revision, valid_from, change_kind = 'deleted' AS gone,
               CASE WHEN change_kind <> 'deleted' THEN inventory.api_text(document -> 'Status') END AS status
        FROM inventory.image_revision
        WHERE image_key = i.image_key),
    -- A state that differs from the one before begins an interval, and one that is gone does, which is then left out.
    numbered AS (
        SELECT state.*, count(*) FILTER (WHERE begins) OVER (ORDER BY revision) AS number
        FROM (SELECT *, (gone, status) IS DISTINCT FROM (lag(gone) OVER w, lag(status) OVER w) AS begins
              FROM state WINDOW w AS (ORDER BY revision)) state),
    interval_of AS (
        SELECT number, gone, status, min(valid_from) AS since FROM numbered GROUP BY number, gone, status)
    SELECT gone, status, since, lead(since) OVER w AS until,
           CASE lead(gone) OVER w WHEN true THEN 'deleted' WHEN false THEN 'status' END AS ended_by
    FROM interval_of WINDOW w AS (ORDER BY number)) s
WHERE NOT s.gone;
COMMENT ON VIEW inventory.image_status_interval IS 'How long each image stood in each status; revisions that kept the status are one interval';
COMMENT ON COLUMN inventory.image_status_interval.since IS 'First seen so';
COMMENT ON COLUMN inventory.image_status_interval.until IS 'First seen otherwise, or proved gone; null: still so';
COMMENT ON COLUMN inventory.image_status_interval.duration IS 'Until now if it is still so';
COMMENT ON COLUMN inventory.image_status_interval.ended_by IS 'status: another one followed; deleted; null: not ended';

CREATE VIEW inventory.stuck_image AS
WITH stuck AS (
    SELECT i.image_key, 'image' AS part, NULL AS target_region, NULL AS version_id, i.status, NULL::smallint AS progress
    FROM inventory.image i
    WHERE i.deleted_at IS NULL AND i.status <> 'AVAILABLE'
    UNION ALL
    SELECT s.image_key, 'region', s.region_id, s.version_id, s.status, s.progress
    FROM inventory.image_region_state s JOIN inventory.image i USING (image_key)
    WHERE i.deleted_at IS NULL AND s.status <> 'AVAILABLE')
SELECT i.account, i.region, i.image_id, i.image_key, i.image_name, s.part, s.target_region, s.version_id, s.status,
       s.progress, b.since, now() - b.since AS for_how_long,
       (SELECT max(c.last_complete_at) FROM inventory.image_scope h JOIN inventory.scope c USING (scope_key)
        WHERE h.image_key = i.image_key) AS last_looked_at
FROM stuck s
JOIN inventory.image i USING (image_key)
-- The revision after the newest one that was not so: the image gone, or available, or without that region's state.
CROSS JOIN LATERAL (
    SELECT min(r.valid_from) AS since
    FROM inventory.image_revision r
    WHERE r.image_key = s.image_key
      AND r.revision > coalesce((
          SELECT o.revision
          FROM inventory.image_revision o
          WHERE o.image_key = s.image_key
            AND (o.change_kind = 'deleted' OR NOT CASE s.part
                WHEN 'image' THEN inventory.api_text(o.document -> 'Status') IS DISTINCT FROM 'AVAILABLE'
                ELSE EXISTS (
                    SELECT FROM inventory.elements(o.document -> 'ImageRegionDistributeList') AS e
                    WHERE jsonb_typeof(e) = 'object'
                      AND inventory.api_text(e -> 'RegionId') IS NOT DISTINCT FROM s.target_region
                      AND inventory.api_text(e -> 'VersionId') IS NOT DISTINCT FROM s.version_id
                      AND inventory.api_text(e -> 'Status') IS DISTINCT FROM 'AVAILABLE') END)
          ORDER BY o.revision DESC
          LIMIT 1), 0)) b;
COMMENT ON VIEW inventory.stuck_image IS 'Live images that are not AVAILABLE, by their own status or by that of their distribution to a region; stuck if for longer than you would wait, as a rule WHERE for_how_long > interval ''24 hours''';
COMMENT ON COLUMN inventory.stuck_image.part IS 'image: its own status; region: that of the distribution to target_region';
COMMENT ON COLUMN inventory.stuck_image.version_id IS 'The version that is distributed; null for part image';
COMMENT ON COLUMN inventory.stuck_image.since IS 'First seen not AVAILABLE, in whatever statuses since then; null if no document shows it';
COMMENT ON COLUMN inventory.stuck_image.for_how_long IS 'Until now, not until last_looked_at';
COMMENT ON COLUMN inventory.stuck_image.last_looked_at IS 'The last complete walk of a scope that holds the image: nothing is known of the time since';

CREATE VIEW inventory.unencrypted_image AS
SELECT i.account, i.region, i.image_id, i.image_key, i.image_name, i.image_type, i.product_type, i.status,
       i.volume_encryption_enabled, i.system_disk_size, i.data_disk_size, i.gmt_create, i.first_seen_at
FROM inventory.image i
WHERE i.deleted_at IS NULL AND i.volume_encryption_enabled IS NOT TRUE;
COMMENT ON VIEW inventory.unencrypted_image IS 'Live images whose disks are not encrypted, or of which the API did not tell';
COMMENT ON COLUMN inventory.unencrypted_image.volume_encryption_enabled IS 'false, or null: the API did not tell';

CREATE VIEW inventory.image_lineage AS
SELECT i.account, i.region, i.image_id, i.image_key, a.relation, a.depth, a.ancestor_image_id, a.ancestor_version,
       a.ancestor_key,
       CASE WHEN a.ancestor_key IS NULL THEN 'unknown' WHEN a.deleted THEN 'deleted' ELSE 'live' END AS ancestor_state,
       a.cycle, a.path
FROM inventory.image i
CROSS JOIN LATERAL (
    WITH RECURSIVE chain AS (
        SELECT l.relation, 0 AS depth, i.image_id AS ancestor_image_id, NULL AS ancestor_version,
               i.image_key AS ancestor_key, false AS deleted, false AS cycle, ARRAY[i.image_id] AS path
        FROM (VALUES ('parent'), ('base')) AS l(relation)
        UNION ALL
        SELECT c.relation, c.depth + 1, n.image_id, n.version, k.image_key, k.deleted_at IS NOT NULL,
               n.image_id = ANY (c.path), c.path || n.image_id
        FROM chain c
        JOIN inventory.image p ON p.image_key = c.ancestor_key
        CROSS JOIN LATERAL (
            SELECT CASE c.relation WHEN 'parent' THEN p.parent_image_id ELSE p.base_image_id END AS image_id,
                   CASE c.relation WHEN 'parent' THEN p.parent_image_version ELSE p.base_image_version END AS version) n
        LEFT JOIN inventory.image k ON k.account = p.account AND k.region = p.region AND k.image_id = n.image_id
        WHERE n.image_id <> '' AND NOT c.cycle)
    SELECT * FROM chain WHERE depth > 0) a
WHERE i.deleted_at IS NULL;
COMMENT ON VIEW inventory.image_lineage IS 'The ancestors of each live image along its parents, and along its bases';
COMMENT ON COLUMN inventory.image_lineage.relation IS 'parent: along ParentImageId; base: along BaseImageId';
COMMENT ON COLUMN inventory.image_lineage.depth IS '1: the image''s own parent or base';
COMMENT ON COLUMN inventory.image_lineage.ancestor_key IS 'Its image_key; null if the inventory does not know it';
COMMENT ON COLUMN inventory.image_lineage.ancestor_state IS 'live, deleted, or unknown: never seen in this account and region';
COMMENT ON COLUMN inventory.image_lineage.cycle IS 'The ancestor stands in the path already: the chain is cut here';
COMMENT ON COLUMN inventory.image_lineage.path IS 'From the image to the ancestor';

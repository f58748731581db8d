-- Reports on accounts, regions, scopes and days.

CREATE VIEW inventory.region_coverage AS
WITH state AS (
    SELECT DISTINCT i.account, i.region, s.region_id, i.image_key, s.status
    FROM inventory.image_region_state s JOIN inventory.image i USING (image_key)
    WHERE i.deleted_at IS NULL AND s.region_id IS NOT NULL),
target AS (
    SELECT account, region, region_id, image_key FROM state
    UNION
    SELECT i.account, i.region, e.region_id, i.image_key
    FROM inventory.image_region e JOIN inventory.image i USING (image_key)
    WHERE i.deleted_at IS NULL),
by_status AS (
    SELECT account, region, region_id, jsonb_object_agg(status, images) AS by_status
    FROM (SELECT account, region, region_id, coalesce(status, '') AS status, count(*) AS images
          FROM state GROUP BY 1, 2, 3, 4) counted
    GROUP BY account, region, region_id),
live AS (
    SELECT account, region, count(*) AS images FROM inventory.image WHERE deleted_at IS NULL GROUP BY account, region)
SELECT t.account, t.region, t.region_id AS target_region,
       count(*) AS images,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM inventory.image_region_state s
           WHERE s.image_key = t.image_key AND s.region_id = t.region_id AND s.status = 'AVAILABLE')) AS available,
       count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM inventory.image_region_state s
           WHERE s.image_key = t.image_key AND s.region_id = t.region_id)) AS without_state,
       min(l.images) - count(*) AS missing,
       coalesce(b.by_status, '{}') AS by_status
FROM target t
JOIN live l USING (account, region)
LEFT JOIN by_status b USING (account, region, region_id)
GROUP BY t.account, t.region, t.region_id, b.by_status;
COMMENT ON VIEW inventory.region_coverage IS 'How far the live images of an account and endpoint region have come to each region that any of them is meant for';
COMMENT ON COLUMN inventory.region_coverage.target_region IS 'A region of ImageRegionList or ImageRegionDistributeList';
COMMENT ON COLUMN inventory.region_coverage.images IS 'Images that name the region in either list';
COMMENT ON COLUMN inventory.region_coverage.available IS 'Of these, images with a distribution there that is AVAILABLE';
COMMENT ON COLUMN inventory.region_coverage.without_state IS 'Of these, images that name it in ImageRegionList only';
COMMENT ON COLUMN inventory.region_coverage.missing IS 'Live images of the account and endpoint region that do not name it';
COMMENT ON COLUMN inventory.region_coverage.by_status IS 'Images by the status of their distribution there; one with several counts in each';

CREATE VIEW inventory.snapshot_usage AS
WITH snapshot AS (
    -- A snapshot that several images list is one; one without an id is its own.
    SELECT i.account, i.region, s.disk_category, s.disk_type,
           coalesce('s' || nullif(s.snapshot_id, ''), 'p' || s.image_key || '/' || s.position) AS identity,
           max(s.size) AS size, array_agg(DISTINCT s.image_key) AS image_keys
    FROM inventory.image_snapshot s JOIN inventory.image i USING (image_key)
    WHERE i.deleted_at IS NULL
    GROUP BY 1, 2, 3, 4, 5)
SELECT account, region, disk_category, disk_type,
       count(DISTINCT identity) AS snapshots,
       count(DISTINCT image_key) AS images,
       coalesce(sum(size) FILTER (WHERE ordinality = 1), 0) AS gib,
       count(*) FILTER (WHERE ordinality = 1 AND size IS NULL) AS without_size
FROM snapshot CROSS JOIN LATERAL unnest(image_keys) WITH ORDINALITY AS u(image_key, ordinality)
GROUP BY account, region, disk_category, disk_type;
COMMENT ON VIEW inventory.snapshot_usage IS 'Size of the live images'' snapshots by disk category and type';
COMMENT ON COLUMN inventory.snapshot_usage.snapshots IS 'A snapshot that several images list is one';
COMMENT ON COLUMN inventory.snapshot_usage.gib IS 'Sum of the sizes in GiB';
COMMENT ON COLUMN inventory.snapshot_usage.without_size IS 'Snapshots whose size the API did not tell: not in gib';

CREATE VIEW inventory.scope_freshness AS
SELECT s.scope_key, s.account, s.region, s.product, s.biz_region, s.filter,
       s.last_complete_at, now() - s.last_complete_at AS age, u.usual_interval, f.failing_since,
       f.failing_since IS NOT NULL OR coalesce(now() - s.last_complete_at > 2 * u.usual_interval, false) AS late,
       l.run_id AS last_run_id, l.status AS last_status, l.started_at AS last_started_at, l.ended_at AS last_ended_at,
       l.error_code AS last_error_code, l.error_message AS last_error_message, l.request_id AS last_request_id,
       coalesce(l.run_id = (SELECT max(run_id) FROM inventory.sync_run WHERE NOT dry_run), false) AS in_last_run,
       (SELECT count(*) FROM inventory.image_scope h JOIN inventory.image i USING (image_key)
        WHERE h.scope_key = s.scope_key AND i.deleted_at IS NULL) AS live_images
FROM inventory.scope s
LEFT JOIN LATERAL (
    SELECT w.* FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
    WHERE w.scope_key = s.scope_key AND NOT r.dry_run
    ORDER BY w.run_id DESC LIMIT 1) l ON true
CROSS JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS usual_interval
    FROM (SELECT w.ended_at - lag(w.ended_at) OVER (ORDER BY w.run_id) AS gap
          FROM (SELECT w.run_id, w.ended_at FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
                WHERE w.scope_key = s.scope_key AND NOT r.dry_run AND w.status = 'complete'
                ORDER BY w.run_id DESC LIMIT 11) w) gaps) u
CROSS JOIN LATERAL (
    SELECT min(w.started_at) AS failing_since
    FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
    WHERE w.scope_key = s.scope_key AND NOT r.dry_run AND w.status IN ('torn', 'failed', 'refused')
      AND w.run_id > coalesce((
          SELECT max(c.run_id) FROM inventory.walk c JOIN inventory.sync_run o USING (run_id)
          WHERE c.scope_key = s.scope_key AND c.status = 'complete' AND NOT o.dry_run), 0)) f;
COMMENT ON VIEW inventory.scope_freshness IS 'When each scope was last walked completely, and whether that is too long ago';
COMMENT ON COLUMN inventory.scope_freshness.age IS 'Since last_complete_at';
COMMENT ON COLUMN inventory.scope_freshness.usual_interval IS 'Median of the last ten intervals between complete walks; null before the second';
COMMENT ON COLUMN inventory.scope_freshness.failing_since IS 'Start of the first walk that failed, was torn or was refused after the last complete one; null if none';
COMMENT ON COLUMN inventory.scope_freshness.late IS 'Failing, or age is more than twice the usual interval';
COMMENT ON COLUMN inventory.scope_freshness.last_status IS 'Of the newest walk: running, complete, torn, failed, refused';
COMMENT ON COLUMN inventory.scope_freshness.in_last_run IS 'false: the newest run did not walk it, as when it is no longer configured';
COMMENT ON COLUMN inventory.scope_freshness.live_images IS 'Live images that the scope holds';

-- Day by day, so that a filter on day leaves the other days' rows unread.
CREATE VIEW inventory.daily_change AS
SELECT d.day::date AS day, c.account, c.region, c.created, c.updated, c.deleted, c.restored, c.changed_fields
FROM generate_series(
    (SELECT date_trunc('day', min(valid_from) AT TIME ZONE 'UTC') FROM inventory.image_revision),
    (SELECT date_trunc('day', max(valid_from) AT TIME ZONE 'UTC') FROM inventory.image_revision),
    interval '1 day') AS d(day)
CROSS JOIN LATERAL (
    SELECT i.account, i.region,
           count(DISTINCT e.image_key) FILTER (WHERE e.kind = 'created') AS created,
           count(DISTINCT e.image_key) FILTER (WHERE e.kind = 'updated') AS updated,
           count(DISTINCT e.image_key) FILTER (WHERE e.kind = 'deleted') AS deleted,
           count(DISTINCT e.image_key) FILTER (WHERE e.kind = 'restored') AS restored,
           count(*) FILTER (WHERE e.kind = 'field') AS changed_fields
    FROM (SELECT r.image_key, r.change_kind AS kind FROM inventory.image_revision r
          WHERE r.valid_from >= d.day AT TIME ZONE 'UTC' AND r.valid_from < (d.day + interval '1 day') AT TIME ZONE 'UTC'
          UNION ALL
          SELECT c.image_key, 'field' FROM inventory.image_change c
          WHERE c.changed_at >= d.day AT TIME ZONE 'UTC' AND c.changed_at < (d.day + interval '1 day') AT TIME ZONE 'UTC') e
    JOIN inventory.image i USING (image_key)
    GROUP BY i.account, i.region) c;
COMMENT ON VIEW inventory.daily_change IS 'What happened on each day (UTC) in each account and endpoint region; days without a change have no row';
COMMENT ON COLUMN inventory.daily_change.day IS 'By valid_from, when the change was first seen';
COMMENT ON COLUMN inventory.daily_change.created IS 'Images; the first sync sees all';
COMMENT ON COLUMN inventory.daily_change.updated IS 'Images, once however often they changed';
COMMENT ON COLUMN inventory.daily_change.changed_fields IS 'Fields and list elements, as in image_change';

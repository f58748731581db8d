-- Evidence: what walks and lookups have shown about images, and what is in doubt.

ALTER TABLE inventory.scope ADD COLUMN last_complete_run bigint;
COMMENT ON COLUMN inventory.scope.last_complete_run IS 'The run of the newest complete walk; null if there was none';
UPDATE inventory.scope s
SET last_complete_run = w.run_id
FROM (SELECT w.scope_key, max(w.run_id) AS run_id
      FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
      WHERE w.status = 'complete' AND NOT r.dry_run AND r.outcome IN ('complete', 'partial', 'refused')
      GROUP BY w.scope_key) w
WHERE w.scope_key = s.scope_key;

ALTER TABLE inventory.walk ADD COLUMN resumed boolean NOT NULL DEFAULT false;
ALTER TABLE inventory.walk ADD COLUMN unsettled bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN inventory.walk.resumed IS 'Whether an earlier process began the last pass. If so, the list is as of pass_started_at';
COMMENT ON COLUMN inventory.walk.unsettled IS 'Number of missing images whose lookup gave no clear answer. They stay as they are, and the run is partial';
COMMENT ON COLUMN inventory.walk.pass_started_at IS 'Start of the last pass: each image that it saw was seen at this time or later';

ALTER TABLE inventory.missing_image ADD COLUMN unsettled text;
COMMENT ON COLUMN inventory.missing_image.unsettled IS 'Why the lookup gave no clear answer; null if the image was not looked up yet';

ALTER TABLE inventory.image_scope ADD COLUMN doubted_run bigint;
ALTER TABLE inventory.image_scope ADD COLUMN confirmed_at timestamptz;
COMMENT ON COLUMN inventory.image_scope.doubted_run IS 'The newest run in which this scope did not see the stored state of the image. Either it saw another state but did not write it, because another scope owns the image, or the image was missing and its lookup gave no clear answer. Null if the last complete walk of the scope saw the stored state';
COMMENT ON COLUMN inventory.image_scope.confirmed_at IS 'Start of the last complete walk of this scope before the doubt; null without a doubt, or if there was no such walk';
CREATE INDEX image_scope_doubted ON inventory.image_scope (scope_key) WHERE doubted_run IS NOT NULL;

COMMENT ON COLUMN inventory.scope.last_complete_at IS 'End of the newest complete walk';
COMMENT ON COLUMN inventory.scope.last_complete_started_at IS 'Start of the last pass of the newest complete walk. The tables show the state of this scope at this time or later';
COMMENT ON COLUMN inventory.image_revision.not_before IS 'When the earlier state was last confirmed: start of the newest complete walk, of all scopes that held the image, that saw it. If there was none, valid_from of the earlier state. The change happened in (not_before, valid_from]. Null for the first revision';

CREATE OR REPLACE VIEW inventory.scope_freshness AS
SELECT s.scope_key, s.account, s.region, s.product, s.biz_region, s.filter,
       s.last_complete_at, now() - s.last_complete_started_at AS age, u.usual_interval, f.failing_since,
       f.failing_since IS NOT NULL OR s.last_complete_started_at IS NULL
           OR coalesce(now() - s.last_complete_started_at > 2 * u.usual_interval, false) AS late,
       l.run_id AS last_run_id, l.status AS last_status, l.started_at AS last_started_at, l.ended_at AS last_ended_at,
       l.error_code AS last_error_code, l.error_message AS last_error_message, l.request_id AS last_request_id,
       coalesce(l.run_id = (SELECT max(run_id) FROM inventory.sync_run WHERE NOT dry_run), false) AS in_last_run,
       (SELECT count(*) FROM inventory.image_scope h JOIN inventory.image i USING (image_key)
        WHERE h.scope_key = s.scope_key AND i.deleted_at IS NULL) AS live_images,
       s.last_complete_started_at
FROM inventory.scope s
LEFT JOIN LATERAL (
    SELECT w.* FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
    WHERE w.scope_key = s.scope_key AND NOT r.dry_run
    ORDER BY w.run_id DESC LIMIT 1) l ON true
CROSS JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS usual_interval
    FROM (SELECT w.pass_started_at - lag(w.pass_started_at) OVER (ORDER BY w.run_id) AS gap
          FROM (SELECT w.run_id, w.pass_started_at FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
                WHERE w.scope_key = s.scope_key AND NOT r.dry_run AND w.status = 'complete'
                ORDER BY w.run_id DESC LIMIT 11) w) gaps) u
CROSS JOIN LATERAL (
    SELECT min(w.started_at) AS failing_since
    FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
    WHERE w.scope_key = s.scope_key AND NOT r.dry_run AND w.status IN ('torn', 'failed', 'refused')
      AND w.run_id > coalesce((
          SELECT max(c.run_id) FROM inventory.walk c JOIN inventory.sync_run o USING (run_id)
          WHERE c.scope_key = s.scope_key AND c.status = 'complete' AND NOT o.dry_run), 0)) f;
COMMENT ON COLUMN inventory.scope_freshness.age IS 'Time since last_complete_started_at, so a long or resumed walk is as old as its first page';
COMMENT ON COLUMN inventory.scope_freshness.usual_interval IS 'Median of the last ten intervals between the starts of complete walks; null before the second';
COMMENT ON COLUMN inventory.scope_freshness.late IS 'Whether the scope is failing, was never walked completely, or has an age of more than twice the usual interval';
COMMENT ON COLUMN inventory.scope_freshness.last_complete_started_at IS 'Start of the newest complete walk; null if there was none';

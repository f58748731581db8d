-- Freshness: how often a scope is expected to be walked completely, and whether its own configuration still has it.

ALTER TABLE inventory.scope ADD COLUMN configured_run bigint;
ALTER TABLE inventory.scope ADD COLUMN expected_interval interval;
COMMENT ON COLUMN inventory.scope.configured_run IS 'The newest run whose configuration has this scope, also if --scope left the scope out. Scopes with the same value are of one configuration. Null if a newer run of that configuration no longer has it';
COMMENT ON COLUMN inventory.scope.expected_interval IS 'inventory.expected-interval in that configuration; null if it is not set';

-- Earlier runs did not store their configuration. So a scope counts as configured if no later run walked any of the scopes
-- of its newest run. The next run of each configuration stores what is really configured.
WITH walked AS (
    SELECT w.run_id, w.scope_key FROM inventory.walk w JOIN inventory.sync_run r USING (run_id) WHERE NOT r.dry_run),
newest AS (
    SELECT scope_key, max(run_id) AS run_id FROM walked GROUP BY scope_key)
UPDATE inventory.scope s
SET configured_run = n.run_id
FROM newest n
WHERE n.scope_key = s.scope_key AND NOT EXISTS (
    SELECT FROM walked w JOIN newest o USING (scope_key) WHERE w.run_id = n.run_id AND o.run_id > n.run_id);

CREATE OR REPLACE VIEW inventory.scope_freshness AS
SELECT s.scope_key, s.account, s.region, s.product, s.biz_region, s.filter,
       s.last_complete_at, now() - s.last_complete_started_at AS age, u.usual_interval, f.failing_since,
       f.failing_since IS NOT NULL OR s.last_complete_started_at IS NULL
           OR now() - s.last_complete_started_at > a.late_after AS late,
       l.run_id AS last_run_id, l.status AS last_status, l.started_at AS last_started_at, l.ended_at AS last_ended_at,
       l.error_code AS last_error_code, l.error_message AS last_error_message, l.request_id AS last_request_id,
       s.configured_run IS NOT NULL AS in_last_run,
       (SELECT count(*) FROM inventory.image_scope h JOIN inventory.image i USING (image_key)
        WHERE h.scope_key = s.scope_key AND i.deleted_at IS NULL) AS live_images,
       s.last_complete_started_at, s.expected_interval, a.late_after
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
-- If the clock of a run was set back, intervals can be negative: nothing is learned from them. Some runs by hand within a
-- minute are no schedule: a learned limit is an hour at least.
CROSS JOIN LATERAL (
    SELECT coalesce(s.expected_interval,
                    CASE WHEN u.usual_interval > interval '0' THEN greatest(2 * u.usual_interval, interval '1 hour') END,
                    interval '2 days') AS late_after) a
CROSS JOIN LATERAL (
    SELECT min(w.started_at) AS failing_since
    FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
    WHERE w.scope_key = s.scope_key AND NOT r.dry_run AND w.status IN ('torn', 'failed', 'refused')
      AND w.run_id > coalesce((
          SELECT c.run_id FROM inventory.walk c JOIN inventory.sync_run o USING (run_id)
          WHERE c.scope_key = s.scope_key AND c.status = 'complete' AND NOT o.dry_run
          ORDER BY c.run_id DESC LIMIT 1), 0)) f;
COMMENT ON COLUMN inventory.scope_freshness.late IS 'Whether the scope is failing, was never walked completely, or has an age of more than late_after';
COMMENT ON COLUMN inventory.scope_freshness.in_last_run IS 'Whether the newest run of the scope''s own configuration has the scope, also if --scope left it out. Runs of other configurations do not matter. False if the scope is no longer configured';
COMMENT ON COLUMN inventory.scope_freshness.expected_interval IS 'inventory.expected-interval of the scope''s configuration; null if it is not set';
COMMENT ON COLUMN inventory.scope_freshness.late_after IS 'Age from which the scope is late: expected_interval if it is set, otherwise twice usual_interval, at least one hour, and two days if there is none yet';

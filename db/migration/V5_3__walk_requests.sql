-- The requests of each walk, and whether a run was resumed.

ALTER TABLE inventory.walk ADD COLUMN api_requests bigint NOT NULL DEFAULT 0;
ALTER TABLE inventory.walk ADD COLUMN api_retries bigint NOT NULL DEFAULT 0;
ALTER TABLE inventory.sync_run ADD COLUMN resumed_at timestamptz;

COMMENT ON COLUMN inventory.walk.api_requests IS 'Requests to the API for this walk and its sweep, retries included. Saved with each chunk, so a kill loses at most those of the chunk';
COMMENT ON COLUMN inventory.walk.api_retries IS 'Those of the requests that repeated a failed request';
COMMENT ON COLUMN inventory.sync_run.resumed_at IS 'When a later process last resumed the run; null if one process did it all';

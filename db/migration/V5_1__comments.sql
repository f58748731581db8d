-- Comments in plain words. They replace comments of earlier migrations, because released migrations must not change.

COMMENT ON SCHEMA batch IS 'Job and step state of Spring Batch';
COMMENT ON SCHEMA inventory IS 'Images returned by ListImage, current and past';

-- Scopes, runs and walks ---------------------------------------------------------------------------------------------

COMMENT ON TABLE inventory.scope IS 'One row per scope: a combination of account, endpoint region, product, biz region and filter that was ever configured';
COMMENT ON COLUMN inventory.scope.account IS 'Name of the account in the configuration';
COMMENT ON COLUMN inventory.scope.biz_region IS 'The value of BizRegionIdList; null if one walk lists all regions';

COMMENT ON TABLE inventory.sync_run IS 'One row per run. Its totals are written when the run ends';
COMMENT ON COLUMN inventory.sync_run.dry_run IS 'Whether the run was a dry run: it compared and counted, but wrote no images';
COMMENT ON COLUMN inventory.sync_run.outcome IS 'complete; partial (some scopes are not complete, or some missing images could not be settled); refused (by the mass-delete guard); failed; stopped. Null while the run is running, and after a kill';
COMMENT ON COLUMN inventory.sync_run.api_retries IS 'Requests that retried a failed request';

COMMENT ON TABLE inventory.walk IS 'One row per walk: the listing of a scope in a run';
COMMENT ON COLUMN inventory.walk.status IS 'running; complete (every page was returned, and the number of distinct image IDs equals Count, which did not change); torn (the list changed during every pass); failed; refused (by the mass-delete guard)';
COMMENT ON COLUMN inventory.walk.passes IS 'Number of passes that have ended, 0 to 3. If the list changed during a pass, the walk makes another one';
COMMENT ON COLUMN inventory.walk.count_reported IS 'Count in the last response of ListImage';
COMMENT ON COLUMN inventory.walk.request_id IS 'RequestId of the failed request to ListImage; null if there was none, or no response';

-- Images -------------------------------------------------------------------------------------------------------------

COMMENT ON TABLE inventory.image IS 'One row per image of an account and endpoint region, with its newest state. The row stays when the image is deleted, until prune removes it';
COMMENT ON COLUMN inventory.image.owner_scope_key IS 'The owner: the scope that writes this image. Other scopes that list the image only hold it (image_scope)';
COMMENT ON COLUMN inventory.image.first_seen_at IS 'When a walk first saw the image';
COMMENT ON COLUMN inventory.image.deleted_at IS 'When the image was marked as deleted; null while live';
COMMENT ON COLUMN inventory.image.fingerprint IS '128 bits of the SHA-256 of the fields with history. If they are equal, these fields are unchanged';
COMMENT ON COLUMN inventory.image.volatile_fingerprint IS '128 bits of the SHA-256 of the volatile fields; null if there are none';
COMMENT ON COLUMN inventory.image.text_fingerprint IS '128 bits of the SHA-256 of the text as received. If they are equal, the image is unchanged, and the text is not parsed. Null after a rebuild that changed one of the other two fingerprints';
COMMENT ON COLUMN inventory.image.gmt_create IS 'GmtCreate. The API returns it without a time zone, so it is read in the zone of inventory.timestamp-zone';
COMMENT ON COLUMN inventory.image.gmt_modified IS 'GmtModified. The API returns it without a time zone, so it is read in the zone of inventory.timestamp-zone';
COMMENT ON COLUMN inventory.image.platform IS 'Platform, as text because the API returns numbers and names';

COMMENT ON TABLE inventory.image_scope IS 'Which scope holds which image: from the walk that lists the image to the sweep that releases it';
COMMENT ON TABLE inventory.image_tag IS 'TagList: one row per tag. A key with several values has one row per value';
COMMENT ON TABLE inventory.image_snapshot IS 'SnapshotList: one row per snapshot. snapshot_id is empty if the API returns it empty';
COMMENT ON TABLE inventory.image_region_state IS 'ImageRegionDistributeList: one row per state of the distribution to a region';
COMMENT ON TABLE inventory.image_region IS 'ImageRegionList: one row per entry';
COMMENT ON TABLE inventory.image_app IS 'AppList: one row per application';
COMMENT ON TABLE inventory.image_feature IS 'FeatureList: one row per entry';
COMMENT ON TABLE inventory.image_language IS 'SupportedLanguageList: one row per entry';
COMMENT ON TABLE inventory.image_driver IS 'DriverList: one row per entry. If an entry is a string that contains a JSON array, one row per value of that array';
COMMENT ON TABLE inventory.image_resource_category IS 'ResourceInstanceCategory, a string that contains a JSON array: one row per value of that array';

-- History ------------------------------------------------------------------------------------------------------------

COMMENT ON COLUMN inventory.image_revision.valid_from IS 'When this state was first seen; if deleted, when the image was looked up and not found';
COMMENT ON COLUMN inventory.image_revision.document IS 'The element of Data[] of ListImage as received, including unknown fields; if deleted, the last one received';

COMMENT ON TABLE inventory.image_change IS 'One row per field or list element that changed in a revision; append-only';
COMMENT ON COLUMN inventory.image_change.position IS 'Position among the changes of the revision, which are sorted by field';
COMMENT ON COLUMN inventory.image_change.old_value IS 'Value before the change; null if absent';
COMMENT ON COLUMN inventory.image_change.new_value IS 'Value after the change; null if absent';

-- State of running walks, and anomalies ------------------------------------------------------------------------------

COMMENT ON TABLE inventory.sighting IS 'Images that a pass of a walk has seen: one or two rows per chunk. The rows are deleted when the run has ended, unless it may be resumed';
COMMENT ON TABLE inventory.missing_image IS 'Missing images: live images that a scope holds, and that its complete walk did not see. The sweep deletes a row when it has looked the image up and got a clear answer';
COMMENT ON TABLE inventory.field_anomaly IS 'Fields from the API that have no column (unknown), or whose value does not fit their column (malformed). The document of the revision contains the whole value';
COMMENT ON COLUMN inventory.field_anomaly.example IS 'The first value that was found';
COMMENT ON COLUMN inventory.field_anomaly.occurrences IS 'Number of occurrences in images that were new or changed';

-- How views and functions read documents -----------------------------------------------------------------------------

COMMENT ON TABLE inventory.reading IS 'How views and functions read documents: one row, which sync keeps up to date';
COMMENT ON COLUMN inventory.reading.zone IS 'The setting inventory.timestamp-zone, such as Asia/Shanghai, +08:00 or Z. Times without an offset are read in this time zone';
COMMENT ON COLUMN inventory.reading.postgres_zone IS 'The same time zone, as PostgreSQL writes it';

COMMENT ON FUNCTION inventory.api_text(jsonb) IS 'Returns a JSON string, number or boolean as text; null for other values';
COMMENT ON FUNCTION inventory.strip(text) IS 'Returns a text without leading and trailing white space, as Java defines white space';
COMMENT ON FUNCTION inventory.written_number(text, numeric, numeric) IS 'Returns the whole number that a text contains; null if there is none, or if it is out of bounds';
COMMENT ON FUNCTION inventory.api_integer(jsonb) IS 'Returns a whole number, given as a JSON number or string; null if there is none, or if it does not fit into an integer';
COMMENT ON FUNCTION inventory.api_bigint(jsonb) IS 'Returns a whole number, given as a JSON number or string; null if there is none, or if it does not fit into a bigint';
COMMENT ON FUNCTION inventory.written_percent(text) IS 'Returns the percentage that a text contains, with or without a percent sign; null if there is none, or if it is not in 0 to 100';
COMMENT ON FUNCTION inventory.api_percent(jsonb) IS 'Returns a percentage, 0 to 100: 70 for "70%", "70" and 70; null if there is none';
COMMENT ON FUNCTION inventory.api_boolean(jsonb) IS 'Returns a boolean, given as a JSON boolean or string; null if there is none';
COMMENT ON FUNCTION inventory.earlier_of_two(timestamp, text) IS 'Returns the instant of a local time in a time zone; the earlier one if the local time occurs twice because the clock is set back';
COMMENT ON FUNCTION inventory.instant_of(timestamp, text) IS 'Returns the instant of a local time in a time zone; the earlier one if the local time occurs twice';
COMMENT ON FUNCTION inventory.written_time(text, text) IS 'Returns the time that a text contains, by its own offset or, without one, in the given time zone; null if there is none';
COMMENT ON FUNCTION inventory.api_time(jsonb, text) IS 'Returns a time in the format of the API, such as 2025-04-25 15:13:57, by its own offset or, without one, in the given time zone; null if there is none';
COMMENT ON FUNCTION inventory.elements(jsonb) IS 'Returns the elements of a JSON array; no rows if the value is not an array';
COMMENT ON FUNCTION inventory.json_array(text) IS 'Returns the JSON array that a text contains; null if the text is not one, or an array of more than 100 levels';
COMMENT ON FUNCTION inventory.flattened(jsonb) IS 'Returns all elements of a JSON array and of the arrays in it as one array; null if there are none';
COMMENT ON FUNCTION inventory.inner_texts(jsonb) IS 'Returns the elements of a JSON array, or a single string, as texts. If a string contains a JSON array, its elements are returned instead';

-- Views and functions for images -------------------------------------------------------------------------------------

COMMENT ON VIEW inventory.current_image IS 'Live images: one row per image, with every field, and each list in one column';
COMMENT ON COLUMN inventory.current_image.tags IS 'TagList: [{"key": …, "value": …}]; a key with several values has one element per value';
COMMENT ON COLUMN inventory.current_image.region_states IS 'ImageRegionDistributeList: states of the distribution to regions; progress in percent';
COMMENT ON COLUMN inventory.current_image.changed_at IS 'When this revision was first seen';
COMMENT ON COLUMN inventory.current_image.document IS 'Document of this revision. Columns of volatile fields (Progress) may have newer values';

COMMENT ON FUNCTION inventory.image_as_of(timestamptz) IS 'Returns the images that were live at a given time, in the state of that time. The columns are those of current_image';

COMMENT ON VIEW inventory.image_timeline IS 'All revisions of all images, with the period in which each was the newest';
COMMENT ON COLUMN inventory.image_timeline.not_before IS 'When the earlier state was last confirmed: the change happened in (not_before, valid_from]. Null for the first revision';
COMMENT ON COLUMN inventory.image_timeline.valid_from IS 'When this revision was first seen';
COMMENT ON COLUMN inventory.image_timeline.valid_to IS 'When the next revision was first seen; null for the newest';
COMMENT ON COLUMN inventory.image_timeline.status IS 'Status in the document; null if change_kind is deleted';
COMMENT ON COLUMN inventory.image_timeline.changes IS 'Number of fields and list elements that differ from the earlier revision';
COMMENT ON COLUMN inventory.image_timeline.document IS 'Document of this revision; if deleted, the last one received';

COMMENT ON VIEW inventory.image_status_interval IS 'How long each image had each status. Consecutive revisions with the same status are one interval';
COMMENT ON COLUMN inventory.image_status_interval.since IS 'When the status was first seen';
COMMENT ON COLUMN inventory.image_status_interval.until IS 'When another status was first seen, or the image was marked as deleted; null if the interval has not ended';
COMMENT ON COLUMN inventory.image_status_interval.duration IS 'From since to until; to now if the interval has not ended';
COMMENT ON COLUMN inventory.image_status_interval.ended_by IS 'status (another status was seen) or deleted; null if the interval has not ended';

COMMENT ON VIEW inventory.stuck_image IS 'Live images that are not AVAILABLE, by their own status or by the status of their distribution to a region. To find images that are stuck, set a limit, such as WHERE for_how_long > interval ''24 hours''';
COMMENT ON COLUMN inventory.stuck_image.part IS 'image: the status of the image itself; region: the status of its distribution to target_region';
COMMENT ON COLUMN inventory.stuck_image.since IS 'When the status was first seen as not AVAILABLE, without AVAILABLE since then; null if no document shows it';
COMMENT ON COLUMN inventory.stuck_image.for_how_long IS 'From since to now, not to last_looked_at';
COMMENT ON COLUMN inventory.stuck_image.last_looked_at IS 'End of the last complete walk of a scope that holds the image. Later changes are not known';

COMMENT ON VIEW inventory.unencrypted_image IS 'Live images whose disks are not encrypted, or for which the API returned no value';
COMMENT ON COLUMN inventory.unencrypted_image.volume_encryption_enabled IS 'false; null if the API returned no value';

COMMENT ON VIEW inventory.image_lineage IS 'Ancestors of each live image: one row per ancestor, once along the parents and once along the bases';
COMMENT ON COLUMN inventory.image_lineage.depth IS '1 for the parent or base of the image itself, 2 for the next one, and so on';
COMMENT ON COLUMN inventory.image_lineage.ancestor_key IS 'image_key of the ancestor; null if the inventory does not have it';
COMMENT ON COLUMN inventory.image_lineage.ancestor_state IS 'live; deleted; unknown if the ancestor was never seen in this account and region';
COMMENT ON COLUMN inventory.image_lineage.cycle IS 'Whether the ancestor is already in the path; then the chain ends here';
COMMENT ON COLUMN inventory.image_lineage.path IS 'Image IDs from the image to the ancestor';

-- Views for accounts, regions, scopes and days -----------------------------------------------------------------------

COMMENT ON VIEW inventory.region_coverage IS 'Distribution of live images: one row per account, endpoint region and target region';
COMMENT ON COLUMN inventory.region_coverage.images IS 'Number of images with the region in one of the two lists';
COMMENT ON COLUMN inventory.region_coverage.available IS 'Number of these images that have an AVAILABLE distribution to the region';
COMMENT ON COLUMN inventory.region_coverage.without_state IS 'Number of these images that have the region in ImageRegionList only';
COMMENT ON COLUMN inventory.region_coverage.missing IS 'Number of live images of the account and endpoint region without the target region';
COMMENT ON COLUMN inventory.region_coverage.by_status IS 'Number of images by the status of their distribution to the region. An image with several statuses counts once for each';

COMMENT ON VIEW inventory.snapshot_usage IS 'Number and size of the snapshots of live images, by disk category and type';
COMMENT ON COLUMN inventory.snapshot_usage.snapshots IS 'Number of snapshots. A snapshot of several images counts once';
COMMENT ON COLUMN inventory.snapshot_usage.without_size IS 'Number of snapshots for which the API returned no size. They are not included in gib';

COMMENT ON COLUMN inventory.scope_freshness.last_status IS 'Status of the newest walk: running, complete, torn, failed or refused';
COMMENT ON COLUMN inventory.scope_freshness.in_last_run IS 'Whether the newest run walked the scope. It did not if, for example, the scope is no longer configured';
COMMENT ON COLUMN inventory.scope_freshness.live_images IS 'Number of live images that the scope holds';

COMMENT ON VIEW inventory.daily_change IS 'Number of changes per day (UTC), account and endpoint region. A day without changes has no row';
COMMENT ON COLUMN inventory.daily_change.day IS 'Day of valid_from, when the change was first seen';
COMMENT ON COLUMN inventory.daily_change.created IS 'Number of images that were first seen. On the day of the first sync, these are all images';
COMMENT ON COLUMN inventory.daily_change.updated IS 'Number of images that changed. An image that changed several times counts once';
COMMENT ON COLUMN inventory.daily_change.changed_fields IS 'Number of fields and list elements that changed, as in image_change';

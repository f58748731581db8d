-- The inventory. Columns that come from ListImage bear the API's own names in snake_case.

COMMENT ON SCHEMA inventory IS 'Images as ListImage tells them, today and in the past';

-- What is walked, and what became of it -----------------------------------------------------------------------------

CREATE TABLE inventory.scope (
    scope_key                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account                  text NOT NULL,
    region                   text NOT NULL,
    product                  text NOT NULL,
    biz_region               text,
    filter                   jsonb NOT NULL,
    last_complete_at         timestamptz,
    last_complete_started_at timestamptz,
    CHECK (last_complete_started_at <= last_complete_at)
);
CREATE UNIQUE INDEX scope_identity ON inventory.scope (account, region, product, coalesce(biz_region, ''), md5(filter::text));
COMMENT ON TABLE inventory.scope IS 'What is walked: one row for each account, endpoint region, product, biz region and filter ever configured';
COMMENT ON COLUMN inventory.scope.account IS 'The configuration''s name of the account';
COMMENT ON COLUMN inventory.scope.region IS 'API endpoint region';
COMMENT ON COLUMN inventory.scope.product IS 'ListImage ProductType';
COMMENT ON COLUMN inventory.scope.biz_region IS 'The one value of BizRegionIdList; null: all regions in one walk';
COMMENT ON COLUMN inventory.scope.filter IS 'The other request parameters, by their API names';
COMMENT ON COLUMN inventory.scope.last_complete_at IS 'End of the newest complete walk: what the tables say of this scope was true then';
COMMENT ON COLUMN inventory.scope.last_complete_started_at IS 'Start of the pass that made the newest complete walk: every image it saw was seen at or after this';

CREATE TABLE inventory.sync_run (
    run_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    dry_run      boolean NOT NULL DEFAULT false,
    outcome      text CHECK (outcome IN ('complete', 'partial', 'refused', 'failed', 'stopped')),
    pages        bigint NOT NULL DEFAULT 0,
    images_seen  bigint NOT NULL DEFAULT 0,
    created      bigint NOT NULL DEFAULT 0,
    updated      bigint NOT NULL DEFAULT 0,
    deleted      bigint NOT NULL DEFAULT 0,
    restored     bigint NOT NULL DEFAULT 0,
    unchanged    bigint NOT NULL DEFAULT 0,
    api_requests bigint NOT NULL DEFAULT 0,
    api_retries  bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE inventory.sync_run IS 'A row for each run; totals are written when it ends';
COMMENT ON COLUMN inventory.sync_run.dry_run IS 'The run compared and counted but wrote nothing else';
COMMENT ON COLUMN inventory.sync_run.outcome IS 'complete, partial (some scopes failed), refused (mass-delete guard), failed, stopped; null while running or after a kill';
COMMENT ON COLUMN inventory.sync_run.api_requests IS 'Requests sent, retries included';
COMMENT ON COLUMN inventory.sync_run.api_retries IS 'Requests that repeated one which had failed';

CREATE TABLE inventory.walk (
    run_id          bigint NOT NULL REFERENCES inventory.sync_run ON DELETE CASCADE,
    scope_key       bigint NOT NULL REFERENCES inventory.scope,
    status          text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'complete', 'torn', 'failed', 'refused')),
    passes          smallint NOT NULL DEFAULT 0,
    pages           bigint NOT NULL DEFAULT 0,
    count_reported  bigint,
    images_seen     bigint NOT NULL DEFAULT 0,
    created         bigint NOT NULL DEFAULT 0,
    updated         bigint NOT NULL DEFAULT 0,
    deleted         bigint NOT NULL DEFAULT 0,
    restored        bigint NOT NULL DEFAULT 0,
    unchanged       bigint NOT NULL DEFAULT 0,
    started_at      timestamptz NOT NULL,
    pass_started_at timestamptz,
    ended_at        timestamptz,
    error_code      text,
    error_message   text,
    request_id      text,
    PRIMARY KEY (run_id, scope_key)
);
CREATE INDEX ON inventory.walk (scope_key, run_id);
COMMENT ON TABLE inventory.walk IS 'One walk of a scope in a run';
COMMENT ON COLUMN inventory.walk.status IS 'running; complete (every page answered, distinct ids equal Count, Count did not move); torn (the list moved in every pass); failed; refused (mass-delete guard)';
COMMENT ON COLUMN inventory.walk.passes IS 'Passes ended, 3 at most: a list that moves is walked again';
COMMENT ON COLUMN inventory.walk.pages IS 'Pages read, over all passes';
COMMENT ON COLUMN inventory.walk.count_reported IS 'ListImage Count as last answered';
COMMENT ON COLUMN inventory.walk.images_seen IS 'Distinct images seen in the last pass';
COMMENT ON COLUMN inventory.walk.request_id IS 'ListImage RequestId of the failed call';

-- Images ------------------------------------------------------------------------------------------------------------
-- No foreign keys among the tables that are written by the thousand: checking one locks, and so rewrites, its parent row.

CREATE TABLE inventory.image (
    image_key                 bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    owner_scope_key           bigint NOT NULL,
    revision                  integer NOT NULL CHECK (revision >= 1),
    first_seen_at             timestamptz NOT NULL,
    changed_at                timestamptz NOT NULL,
    deleted_at                timestamptz,
    fingerprint               uuid NOT NULL,
    volatile_fingerprint      uuid,
    text_fingerprint          uuid,
    account                   text NOT NULL,
    region                    text NOT NULL,
    image_id                  text NOT NULL,
    gmt_create                timestamptz,
    gmt_modified              timestamptz,
    ali_uid                   bigint,
    image_name                text,
    image_type                text,
    package_type              text,
    description               text,
    os_type                   text,
    protocol_type             text,
    biz_type                  integer,
    product_type              text,
    version_id                text,
    online_version_id         text,
    latest_version_id         text,
    status                    text,
    parent_image_id           text,
    parent_image_version      text,
    base_image_id             text,
    base_image_version        text,
    fota_version              text,
    language                  text,
    platform                  text,
    online_version            boolean,
    system_disk_size          integer,
    data_disk_size            integer,
    image_create_mode         text,
    distro                    text,
    version_name              text,
    platform_name             text,
    volume_encryption_enabled boolean,
    volume_encryption_key     text,
    session_type              text,
    fota_channel              text,
    compatible_mode           boolean,
    scene                     text,
    rating                    integer,
    image_icon_url            text,
    environment_id            text,
    UNIQUE (account, region, image_id)
);
COMMENT ON TABLE inventory.image IS 'An image of an account and endpoint region as last seen; rows stay when the image is gone';
COMMENT ON COLUMN inventory.image.owner_scope_key IS 'The one scope that writes this image''s content; others that show it only hold it (image_scope)';
COMMENT ON COLUMN inventory.image.revision IS 'The newest revision in image_revision';
COMMENT ON COLUMN inventory.image.first_seen_at IS 'When a walk first met it';
COMMENT ON COLUMN inventory.image.changed_at IS 'valid_from of the newest revision';
COMMENT ON COLUMN inventory.image.deleted_at IS 'When it was proved gone; null while live';
COMMENT ON COLUMN inventory.image.fingerprint IS '128 bits of SHA-256 over what has history: equal means unchanged';
COMMENT ON COLUMN inventory.image.volatile_fingerprint IS 'The same over the volatile fields; null if there are none';
COMMENT ON COLUMN inventory.image.text_fingerprint IS 'The same over the text that was received: an equal text says the same, and is not read again; null after rebuild, if that changed the other two';
COMMENT ON COLUMN inventory.image.gmt_create IS 'GmtCreate, read in the configured zone: the API gives none';
COMMENT ON COLUMN inventory.image.gmt_modified IS 'GmtModified, read in the configured zone: the API gives none';
COMMENT ON COLUMN inventory.image.ali_uid IS 'AliUid: tenant';
COMMENT ON COLUMN inventory.image.platform IS 'Platform; the API sends numbers and names';
COMMENT ON COLUMN inventory.image.system_disk_size IS 'SystemDiskSize in GiB';
COMMENT ON COLUMN inventory.image.data_disk_size IS 'DataDiskSize in GiB';

CREATE TABLE inventory.image_scope (
    image_key bigint NOT NULL,
    scope_key bigint NOT NULL,
    PRIMARY KEY (scope_key, image_key)
);
CREATE INDEX ON inventory.image_scope (image_key);
COMMENT ON TABLE inventory.image_scope IS 'A scope holds an image: its newest walk that says anything of it showed it';

-- Lists: exact duplicates are one row; position is the place in the sorted list and keeps rows apart whose other columns
-- may be null or too long for an index.

CREATE TABLE inventory.image_tag (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    tag_key   text,
    tag_value text,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_tag IS 'TagList: a tag; one key with several values is several rows';

CREATE TABLE inventory.image_snapshot (
    image_key     bigint NOT NULL,
    position      integer NOT NULL,
    snapshot_id   text,
    version_id    text,
    disk_type     text,
    disk_sub_type text,
    bind_type     text,
    disk_category text,
    size          integer,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_snapshot IS 'SnapshotList: a snapshot; snapshot_id may be empty, as the API sends it';
COMMENT ON COLUMN inventory.image_snapshot.size IS 'Size in GiB';

CREATE TABLE inventory.image_region_state (
    image_key  bigint NOT NULL,
    position   integer NOT NULL,
    region_id  text,
    version_id text,
    status     text,
    progress   smallint,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_region_state IS 'ImageRegionDistributeList: how far the image''s distribution to a region has come';
COMMENT ON COLUMN inventory.image_region_state.progress IS 'Progress in percent, 0 to 100';

CREATE TABLE inventory.image_region (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    region_id text NOT NULL,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_region IS 'ImageRegionList: an entry';

CREATE TABLE inventory.image_app (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    app_id    text,
    app_name  text,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_app IS 'AppList: an application';

CREATE TABLE inventory.image_feature (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    feature   text NOT NULL,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_feature IS 'FeatureList: an entry';

CREATE TABLE inventory.image_language (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    language  text NOT NULL,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_language IS 'SupportedLanguageList: an entry';

CREATE TABLE inventory.image_driver (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    driver_id text NOT NULL,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_driver IS 'DriverList: an entry; where an entry is a JSON array in a text, each inner value';

CREATE TABLE inventory.image_resource_category (
    image_key bigint NOT NULL,
    position  integer NOT NULL,
    category  text NOT NULL,
    PRIMARY KEY (image_key, position)
);
COMMENT ON TABLE inventory.image_resource_category IS 'ResourceInstanceCategory: each value of the JSON array in that text';

-- History -----------------------------------------------------------------------------------------------------------

CREATE TABLE inventory.image_revision (
    image_key   bigint NOT NULL,
    revision    integer NOT NULL,
    change_kind text NOT NULL CHECK (change_kind IN ('created', 'updated', 'deleted', 'restored')),
    valid_from  timestamptz NOT NULL,
    not_before  timestamptz,
    run_id      bigint NOT NULL,
    document    jsonb NOT NULL,
    PRIMARY KEY (image_key, revision),
    CHECK (not_before <= valid_from)
);
CREATE INDEX image_revision_time ON inventory.image_revision (valid_from);
COMMENT ON TABLE inventory.image_revision IS 'One state of an image; append-only';
COMMENT ON COLUMN inventory.image_revision.valid_from IS 'When it was first seen so';
COMMENT ON COLUMN inventory.image_revision.not_before IS 'The earlier state is known to have held until then; null for the first. The change happened in (not_before, valid_from]';
COMMENT ON COLUMN inventory.image_revision.document IS 'The element of ListImage''s Data[] as received, unknown fields included; the last known one for deleted';

CREATE TABLE inventory.image_change (
    image_key  bigint NOT NULL,
    revision   integer NOT NULL,
    position   integer NOT NULL,
    changed_at timestamptz NOT NULL,
    run_id     bigint NOT NULL,
    field      text NOT NULL,
    old_value  jsonb,
    new_value  jsonb,
    PRIMARY KEY (image_key, revision, position)
);
CREATE INDEX image_change_time ON inventory.image_change (changed_at);
COMMENT ON TABLE inventory.image_change IS 'One field''s or list element''s change at one revision; append-only';
COMMENT ON COLUMN inventory.image_change.position IS 'Place among the revision''s changes, by field';
COMMENT ON COLUMN inventory.image_change.changed_at IS 'valid_from of the revision';
COMMENT ON COLUMN inventory.image_change.field IS 'API path: Status, TagList[env], SnapshotList[s-1], FeatureList[GPU], ImageRegionDistributeList[cn-shanghai].Status';
COMMENT ON COLUMN inventory.image_change.old_value IS 'Null: not there';
COMMENT ON COLUMN inventory.image_change.new_value IS 'Null: not there';

-- History is what auditors trust: nothing but the prune command, which says so in its transaction, may change it.
CREATE FUNCTION inventory.refuse_history_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('inventory.pruning', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% on %.% refused: history is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING HINT = 'Use the prune command to drop old history.';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.image_revision
    FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_history_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.image_change
    FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_history_rewrite();

-- The job's own notes ------------------------------------------------------------------------------------------------

-- Unlogged: sightings cost no WAL. After a crash of PostgreSQL the table is empty, the walk sees that, and begins anew.
CREATE UNLOGGED TABLE inventory.sighting (
    run_id     bigint NOT NULL,
    scope_key  bigint NOT NULL,
    pass       smallint NOT NULL,
    image_keys bigint[] NOT NULL
);
CREATE INDEX ON inventory.sighting (run_id, scope_key, pass);
COMMENT ON TABLE inventory.sighting IS 'A pass of a running walk saw these images: a row or two a chunk; rows go when the run ends';

CREATE TABLE inventory.missing_image (
    run_id    bigint NOT NULL,
    scope_key bigint NOT NULL,
    image_key bigint NOT NULL,
    PRIMARY KEY (run_id, scope_key, image_key)
);
COMMENT ON TABLE inventory.missing_image IS 'A complete walk of the running run did not see a live image that its scope holds; the row goes once the sweep has asked for it';

CREATE TABLE inventory.field_anomaly (
    field         text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('unknown', 'malformed')),
    example       jsonb NOT NULL,
    occurrences   bigint NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX field_anomaly_identity ON inventory.field_anomaly (md5(field), kind);
COMMENT ON TABLE inventory.field_anomaly IS 'What the API sent that the schema does not know, or that does not fit its column; the whole value is in the revision''s document';
COMMENT ON COLUMN inventory.field_anomaly.field IS 'API path without keys, such as TagList[].Color';
COMMENT ON COLUMN inventory.field_anomaly.example IS 'The first value met';
COMMENT ON COLUMN inventory.field_anomaly.occurrences IS 'How often it was met in images that were new or changed';

package org.imageinventory.inventory.run;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Evaluates a pass that has ended, and writes the result of its walk. */
@Repository
@Transactional
public class WalkResults {

    private final JdbcClient jdbc;
    private final Clock clock;

    WalkResults(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Evaluates a pass that read every page: the walk is complete if {@code Count} distinct images were seen and the list
     * did not change. Otherwise it needs another pass; after the last pass it is torn.
     *
     * @param moved whether {@code Count} or the page size changed during the pass, the list grew without end, or an element
     *     had no usable {@code ImageId}, so that it may be any image
     */
    public WalkStatus evaluate(WalkPass walk, WalkTotals totals, boolean moved) {
        var distinct = distinct(walk, totals);
        var status = walk.pass() < PassKey.MOST_PASSES ? WalkStatus.RUNNING : WalkStatus.TORN;
        if (!moved && Objects.equals(distinct, totals.countReported())) {
            status = WalkStatus.COMPLETE;
        }
        note(walk, totals, distinct);
        jdbc.sql(
                        """
                        UPDATE inventory.walk SET status = :status, passes = :pass, ended_at = :ended
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("status", status.label())
                .param("pass", walk.pass())
                .param("ended", status == WalkStatus.RUNNING ? null : now())
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
        if (status == WalkStatus.COMPLETE) {
            noteMissing(walk);
        }
        return status;
    }

    /** Writes them while the sightings are complete: a crash of PostgreSQL empties the sightings, but keeps these rows. */
    private void noteMissing(WalkPass walk) {
        jdbc.sql(
                        """
                        INSERT INTO inventory.missing_image (run_id, scope_key, image_key)
                        SELECT :run, :scope, unseen.image_key
                        FROM (SELECT image_key FROM inventory.image_scope WHERE scope_key = :scope
                              EXCEPT
                              SELECT unnest(image_keys) FROM inventory.sighting
                              WHERE run_id = :run AND scope_key = :scope AND pass = :pass) unseen
                        JOIN inventory.image i USING (image_key)
                        WHERE i.deleted_at IS NULL
                        ON CONFLICT DO NOTHING
                        """)
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .param("pass", walk.pass())
                .update();
    }

    /** Saves the totals of a stopped walk, which the next sync resumes. */
    public void stopped(WalkPass walk, WalkTotals totals) {
        note(walk, totals, distinct(walk, totals));
    }

    /** Ends a walk because a page could not be fetched or a chunk could not be written. Committed chunks stay. */
    public void fail(WalkPass walk, WalkTotals totals, WalkReport.Failure failure) {
        note(walk, totals, distinct(walk, totals));
        fail(walk.key(), failure);
        // The failure belongs to this process, even if an earlier one began the list.
        jdbc.sql("UPDATE inventory.walk SET resumed = false WHERE run_id = ? AND scope_key = ?")
                .params(walk.runId(), walk.scopeKey())
                .update();
    }

    /** Ends a walk whose sweep failed. The end of its list stays, since the list may still count in a resumed run. */
    public void fail(PassKey key, WalkReport.Failure failure) {
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET status = 'failed', ended_at = coalesce(ended_at, :now), error_code = :code,
                            error_message = :message, request_id = :request
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("now", now())
                .param("code", failure.code())
                .param("message", failure.message())
                .param("request", failure.requestId())
                .param("run", key.runId())
                .param("scope", key.scopeKey())
                .update();
    }

    /** Saves the requests of a walk, those of its sweep included. */
    public void requested(PassKey key, ApiRequests total) {
        jdbc.sql("UPDATE inventory.walk SET api_requests = ?, api_retries = ? WHERE run_id = ? AND scope_key = ?")
                .params(total.requests(), total.retries(), key.runId(), key.scopeKey())
                .update();
    }

    /** A dry run has no keys, and so no sightings, of new images. */
    private long distinct(WalkPass walk, WalkTotals totals) {
        if (walk.dryRun()) {
            return totals.images();
        }
        return jdbc.sql(
                        """
                        SELECT count(DISTINCT image_key) FROM inventory.sighting, unnest(image_keys) AS image_key
                        WHERE run_id = ? AND scope_key = ? AND pass = ?
                        """)
                .params(walk.runId(), walk.scopeKey(), walk.pass())
                .query(Long.class)
                .single();
    }

    private void note(WalkPass walk, WalkTotals totals, long distinct) {
        var tally = totals.tally();
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET pages = :pages, count_reported = :count, images_seen = :seen, created = :created,
                            updated = :updated, restored = :restored,
                            api_requests = :requests, api_retries = :retries,
                            unchanged = greatest(0, :seen - :created - :updated - :restored)
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("pages", totals.pages())
                .param("count", totals.countReported())
                .param("seen", distinct)
                .param("created", tally.created())
                .param("updated", tally.updated())
                .param("restored", tally.restored())
                .param("requests", totals.requests().requests())
                .param("retries", totals.requests().retries())
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

package org.imageinventory.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The walks of runs: which are due, and what became of them. */
@Repository
@Transactional
public class Walks {

    /** After so many passes over a list that moves, its walk is torn. */
    public static final int MOST_PASSES = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    Walks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens a walk for each scope; one that is there already stays as it is. */
    public void open(long runId, Collection<Long> scopeKeys) {
        jdbc.sql(
                        """
                        INSERT INTO inventory.walk (run_id, scope_key, started_at)
                        SELECT :run, scope_key, :now FROM inventory.scope WHERE scope_key IN (:scopes)
                        ON CONFLICT DO NOTHING
                        """)
                .param("run", runId)
                .param("now", now())
                .param("scopes", scopeKeys)
                .update();
    }

    /**
     * The scopes whose walk wants this pass, with what the passes before have counted: the walk is running, and the pass
     * before has ended.
     */
    public Map<Long, WalkTotals> wanting(long runId, int pass) {
        var wanting = new LinkedHashMap<Long, WalkTotals>();
        jdbc.sql(
                        """
                        SELECT scope_key, pages, created, updated, deleted, restored
                        FROM inventory.walk
                        WHERE run_id = ? AND status = 'running' AND passes = ?
                        ORDER BY scope_key
                        """)
                .params(runId, pass - 1)
                .query(row -> {
                    var tally = new Tally(
                            row.getLong("created"),
                            row.getLong("updated"),
                            row.getLong("deleted"),
                            row.getLong("restored"),
                            0);
                    wanting.put(row.getLong("scope_key"), new WalkTotals(row.getLong("pages"), null, 0, tally));
                });
        return wanting;
    }

    /** Begins a pass at its first page; what an earlier attempt at it saw is forgotten. */
    public WalkPass begin(long runId, long scopeKey, int pass) {
        jdbc.sql("DELETE FROM inventory.sighting WHERE run_id = ? AND scope_key = ? AND pass = ?")
                .params(runId, scopeKey, pass)
                .update();
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET started_at = CASE WHEN pass_started_at IS NULL THEN :now ELSE started_at END,
                            pass_started_at = :now
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("now", now())
                .param("run", runId)
                .param("scope", scopeKey)
                .update();
        return resume(runId, scopeKey, pass);
    }

    /** Goes on with a pass that was interrupted. Outside the caller's transaction, which may wait for the API then. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public WalkPass resume(long runId, long scopeKey, int pass) {
        var scopesOfRun = Set.copyOf(jdbc.sql("SELECT scope_key FROM inventory.walk WHERE run_id = ?")
                .param(runId)
                .query(Long.class)
                .list());
        return jdbc.sql(
                        """
                        SELECT s.account, s.region, s.product, s.biz_region, s.filter, s.last_complete_started_at,
                               r.dry_run
                        FROM inventory.scope s CROSS JOIN inventory.sync_run r
                        WHERE s.scope_key = ? AND r.run_id = ?
                        """)
                .params(scopeKey, runId)
                .query((row, number) -> {
                    var lookedAt = row.getTimestamp("last_complete_started_at");
                    return new WalkPass(
                            runId,
                            scopeKey,
                            StatusQuery.scope(row),
                            pass,
                            row.getBoolean("dry_run"),
                            lookedAt == null ? null : lookedAt.toInstant(),
                            scopesOfRun);
                })
                .single();
    }

    /** How many sightings a pass has written; fewer than it remembers if PostgreSQL has crashed since. */
    public long sighted(long runId, long scopeKey, int pass) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(cardinality(image_keys)), 0) FROM inventory.sighting
                        WHERE run_id = ? AND scope_key = ? AND pass = ?
                        """)
                .params(runId, scopeKey, pass)
                .query(Long.class)
                .single();
    }

    /**
     * Judges a pass that read every page: the walk is complete if the distinct images are as many as {@code Count} and
     * nothing moved; else it wants another pass, or is torn after the last.
     *
     * @param moved whether {@code Count} or the page size changed meanwhile, the list had no end, or an element had no
     *     usable {@code ImageId}, behind which any image may hide
     */
    public WalkStatus judge(WalkPass walk, WalkTotals totals, boolean moved) {
        var distinct = distinct(walk, totals);
        var status = walk.pass() < MOST_PASSES ? WalkStatus.RUNNING : WalkStatus.TORN;
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

    /** While the sightings are known to be whole: they do not outlive a crash of PostgreSQL, these rows do. */
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

    /** Notes how far a walk has come that was stopped; a later run goes on with it. */
    public void stopped(WalkPass walk, WalkTotals totals) {
        note(walk, totals, distinct(walk, totals));
    }

    /** Ends a walk of which a page could not be had, or a chunk not be written; what was written stays. */
    public void fail(WalkPass walk, WalkTotals totals, WalkReport.Failure failure) {
        note(walk, totals, distinct(walk, totals));
        fail(walk.runId(), walk.scopeKey(), failure);
    }

    /** Ends a walk of which a missing image could not be asked for. */
    public void fail(long runId, long scopeKey, WalkReport.Failure failure) {
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET status = 'failed', ended_at = :ended, error_code = :code, error_message = :message,
                            request_id = :request
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("ended", now())
                .param("code", failure.code())
                .param("message", failure.message())
                .param("request", failure.requestId())
                .param("run", runId)
                .param("scope", scopeKey)
                .update();
    }

    /** A dry run has no keys for new images, hence no sightings of them. */
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
                            unchanged = greatest(0, :seen - :created - :updated - :restored)
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("pages", totals.pages())
                .param("count", totals.countReported())
                .param("seen", distinct)
                .param("created", tally.created())
                .param("updated", tally.updated())
                .param("restored", tally.restored())
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

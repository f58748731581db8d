package org.imageinventory.inventory.run;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Opens, resumes and closes runs. */
@Repository
@Transactional
public class Runs {

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens a run and returns its key. */
    public long open(boolean dryRun) {
        return jdbc.sql("INSERT INTO inventory.sync_run (started_at, dry_run) VALUES (?, ?) RETURNING run_id")
                .param(now())
                .param(dryRun)
                .query(Long.class)
                .single();
    }

    /**
     * Opens an unfinished run again, and its failed walks. If a walk has rows in {@code missing_image}, its list was
     * read to the end, so only its sweep is resumed. Images that could not be settled are looked up again.
     */
    public void reopen(long runId) {
        jdbc.sql("UPDATE inventory.sync_run SET ended_at = NULL, outcome = NULL, resumed_at = ? WHERE run_id = ?")
                .params(now(), runId)
                .update();
        jdbc.sql(
                        """
                        UPDATE inventory.walk w
                        SET status = CASE WHEN w.status <> 'failed' THEN w.status
                                          WHEN m.listed THEN 'complete' ELSE 'running' END,
                            ended_at = CASE WHEN w.status = 'failed' AND NOT m.listed THEN NULL ELSE w.ended_at END,
                            error_code = CASE WHEN w.status = 'refused' THEN w.error_code END,
                            error_message = CASE WHEN w.status = 'refused' THEN w.error_message END,
                            request_id = NULL,
                            resumed = w.pass_started_at IS NOT NULL, unsettled = 0
                        FROM (SELECT scope_key, EXISTS (
                                  SELECT FROM inventory.missing_image m
                                  WHERE (m.run_id, m.scope_key) = (v.run_id, v.scope_key)) AS listed
                              FROM inventory.walk v WHERE v.run_id = :run) m
                        WHERE w.run_id = :run AND w.scope_key = m.scope_key
                        """)
                .param("run", runId)
                .update();
        jdbc.sql("UPDATE inventory.missing_image SET unsettled = NULL WHERE run_id = ? AND unsettled IS NOT NULL")
                .param(runId)
                .update();
    }

    /** Returns the newest run, apart from dry runs, if it can be resumed because it was not closed. */
    public Optional<Long> newestOpen() {
        return jdbc.sql(
                        """
                        SELECT run_id
                        FROM (SELECT run_id, outcome FROM inventory.sync_run
                              WHERE NOT dry_run ORDER BY run_id DESC LIMIT 1) newest
                        WHERE outcome IS NULL OR outcome IN ('failed', 'stopped')
                        """)
                .query(Long.class)
                .optional();
    }

    /**
     * Closes every run that will not be resumed, such as one that was killed long ago. The caller must hold the run
     * lock.
     *
     * @param resumed the run that will be resumed; null if none will
     */
    public void giveUpUnfinished(@Nullable Long resumed) {
        jdbc.sql(
                        """
                        UPDATE inventory.walk w
                        SET status = 'failed', ended_at = :now, error_code = 'Abandoned',
                            error_message = 'the run did not complete and was not resumed'
                        WHERE w.status = 'running' AND w.run_id IS DISTINCT FROM :resumed
                        """)
                .param("now", now())
                .param("resumed", resumed, Types.BIGINT)
                .update();
        jdbc.sql(
                        """
                        UPDATE inventory.sync_run SET ended_at = :now, outcome = 'failed'
                        WHERE ended_at IS NULL AND run_id IS DISTINCT FROM :resumed
                        """)
                .param("now", now())
                .param("resumed", resumed, Types.BIGINT)
                .update();
        jdbc.sql("DELETE FROM inventory.sighting WHERE run_id IS DISTINCT FROM :resumed")
                .param("resumed", resumed, Types.BIGINT)
                .update();
        jdbc.sql("DELETE FROM inventory.missing_image WHERE run_id IS DISTINCT FROM :resumed")
                .param("resumed", resumed, Types.BIGINT)
                .update();
    }

    /**
     * Ends a run that was stopped or failed before it could be closed, with the totals so far. Its walks and sightings stay
     * for the resume.
     */
    public void interrupted(long runId, RunOutcome outcome) {
        end(runId, outcome);
    }

    /**
     * Closes a run: writes its totals, and sets the last complete walk of each scope that was walked completely. A
     * failed run may be resumed, so it keeps its sightings. It sets no last complete walk, because some missing images
     * may not have been looked up yet.
     */
    public void close(long runId, RunOutcome outcome) {
        end(runId, outcome);
        if (outcome == RunOutcome.FAILED) {
            return;
        }
        dateScopes(runId);
        jdbc.sql("DELETE FROM inventory.sighting WHERE run_id = ?").param(runId).update();
    }

    private void end(long runId, RunOutcome outcome) {
        jdbc.sql(
                        """
                        UPDATE inventory.sync_run r
                        SET ended_at = :now, outcome = :outcome, pages = w.pages, images_seen = w.images_seen,
                            created = w.created, updated = w.updated, deleted = w.deleted, restored = w.restored,
                            unchanged = w.unchanged, api_requests = w.api_requests, api_retries = w.api_retries
                        FROM (SELECT coalesce(sum(pages), 0) AS pages, coalesce(sum(images_seen), 0) AS images_seen,
                                     coalesce(sum(created), 0) AS created, coalesce(sum(updated), 0) AS updated,
                                     coalesce(sum(deleted), 0) AS deleted, coalesce(sum(restored), 0) AS restored,
                                     coalesce(sum(unchanged), 0) AS unchanged,
                                     coalesce(sum(api_requests), 0) AS api_requests,
                                     coalesce(sum(api_retries), 0) AS api_retries
                              FROM inventory.walk WHERE run_id = :run) w
                        WHERE r.run_id = :run
                        """)
                .param("now", now())
                .param("outcome", outcome.label())
                .param("run", runId)
                .update();
    }

    /**
     * Sets the last complete walk of the run's scopes. If the clock went back, the times of a scope still never go
     * back, and no walk starts after its end. A complete walk also ends the doubts of its scope that are older than the
     * run.
     */
    private void dateScopes(long runId) {
        jdbc.sql(
                        """
                        UPDATE inventory.scope s
                        SET last_complete_at = greatest(s.last_complete_at, w.ended_at),
                            last_complete_started_at =
                                greatest(s.last_complete_started_at, least(w.pass_started_at, w.ended_at)),
                            last_complete_run = w.run_id
                        FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
                        WHERE w.run_id = ? AND w.scope_key = s.scope_key AND w.status = 'complete' AND NOT r.dry_run
                        """)
                .param(runId)
                .update();
        jdbc.sql(
                        """
                        UPDATE inventory.image_scope h
                        SET doubted_run = NULL, confirmed_at = NULL
                        FROM inventory.walk w JOIN inventory.sync_run r USING (run_id)
                        WHERE w.run_id = :run AND h.scope_key = w.scope_key AND w.status = 'complete' AND NOT r.dry_run
                          AND h.doubted_run < :run
                        """)
                .param("run", runId)
                .update();
    }

    /** Returns when a run was first started. */
    public Instant startedAt(long runId) {
        return jdbc.sql("SELECT started_at FROM inventory.sync_run WHERE run_id = ?")
                .param(runId)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

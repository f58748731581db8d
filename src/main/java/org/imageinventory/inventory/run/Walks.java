package org.imageinventory.inventory.run;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The walks of runs: opens them, begins their passes, and reads their state. */
@Repository
@Transactional
public class Walks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Walks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens a walk for each scope. One that exists already stays as it is. */
    public void open(long runId, Collection<Long> scopeKeys) {
        jdbc.sql(
                        """
                        INSERT INTO inventory.walk (run_id, scope_key, started_at)
                        SELECT :run, scope_key, :now FROM inventory.scope WHERE scope_key IN (:scopes)
                        ON CONFLICT DO NOTHING
                        """)
                .param("run", runId)
                .param("now", Timestamp.from(clock.instant()))
                .param("scopes", scopeKeys)
                .update();
    }

    /** Returns the scopes whose walk needs this pass: the walk is running, and its pass before has ended. */
    public List<Long> wanting(long runId, int pass) {
        return jdbc.sql(
                        """
                        SELECT scope_key FROM inventory.walk
                        WHERE run_id = ? AND status = 'running' AND passes = ?
                        ORDER BY scope_key
                        """)
                .params(runId, pass - 1)
                .query(Long.class)
                .list();
    }

    /**
     * Returns the totals of the passes before this one. Outside the caller's transaction, so that the caller may wait for
     * the API afterwards.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public WalkTotals counted(PassKey key) {
        return jdbc.sql(
                        """
                        SELECT pages, created, updated, restored, api_requests, api_retries FROM inventory.walk
                        WHERE run_id = ? AND scope_key = ?
                        """)
                .params(key.runId(), key.scopeKey())
                .query((row, number) -> {
                    var tally =
                            new Tally(row.getLong("created"), row.getLong("updated"), 0, row.getLong("restored"), 0);
                    var requests = new ApiRequests(row.getLong("api_requests"), row.getLong("api_retries"));
                    return new WalkTotals(row.getLong("pages"), null, 0, tally, requests);
                })
                .single();
    }

    /** Begins a pass at its first page, and removes the sightings of an earlier attempt. */
    public WalkPass begin(PassKey key) {
        jdbc.sql("DELETE FROM inventory.sighting WHERE run_id = ? AND scope_key = ? AND pass = ?")
                .params(key.runId(), key.scopeKey(), key.pass())
                .update();
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET started_at = CASE WHEN pass_started_at IS NULL THEN :now ELSE started_at END,
                            pass_started_at = :now, resumed = false
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("run", key.runId())
                .param("scope", key.scopeKey())
                .update();
        return pass(key);
    }

    /** Reads a pass. Outside the caller's transaction, so that the caller may wait for the API afterwards. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public WalkPass pass(PassKey key) {
        var scopesOfRun = Set.copyOf(jdbc.sql("SELECT scope_key FROM inventory.walk WHERE run_id = ?")
                .param(key.runId())
                .query(Long.class)
                .list());
        return jdbc.sql(
                        """
                        SELECT s.account, s.region, s.product, s.biz_region, s.filter, r.dry_run
                        FROM inventory.scope s CROSS JOIN inventory.sync_run r
                        WHERE s.scope_key = ? AND r.run_id = ?
                        """)
                .params(key.scopeKey(), key.runId())
                .query((row, number) -> new WalkPass(key, Scopes.read(row), row.getBoolean("dry_run"), scopesOfRun))
                .single();
    }

    /** Returns the number of sightings of a pass. If PostgreSQL has crashed, it is smaller than the pass's own count. */
    public long sighted(PassKey key) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(cardinality(image_keys)), 0) FROM inventory.sighting
                        WHERE run_id = ? AND scope_key = ? AND pass = ?
                        """)
                .params(key.runId(), key.scopeKey(), key.pass())
                .query(Long.class)
                .single();
    }

    /**
     * Returns those of the scopes that a resumed run did not list from the first page on after it was resumed. What the
     * tables say about them is older than the resume.
     */
    public List<Long> stale(long runId, Collection<Long> scopeKeys) {
        return jdbc.sql(
                        """
                        SELECT s.scope_key FROM inventory.scope s
                        WHERE s.scope_key IN (:scopes) AND NOT EXISTS (
                            SELECT FROM inventory.walk w
                            WHERE w.run_id = :run AND w.scope_key = s.scope_key
                              AND w.status <> 'running' AND w.pass_started_at IS NOT NULL AND NOT w.resumed)
                        ORDER BY s.scope_key
                        """)
                .param("run", runId)
                .param("scopes", scopeKeys)
                .query(Long.class)
                .list();
    }
}

package org.imageinventory.chaos;

import java.util.List;
import org.imageinventory.testing.Tables;

/** What a dead process left in the tables, for finding the cause of a difference. */
record Remains(Tables tables) {

    /** Whether the server has noticed that the process is dead. */
    static final String NO_SESSION =
            """
            SELECT NOT EXISTS (
                SELECT FROM pg_stat_activity
                WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid())
            """;

    /**
     * Whether all sessions of the process are idle, except those that wait for the client or a lock. A session that was
     * active in the last 500 ms does not count as idle, because the process may be about to send its next statement.
     */
    static final String QUIET =
            """
            SELECT bool_and(state <> 'active' OR wait_event_type IN ('Client', 'Lock'))
                AND max(state_change) < clock_timestamp() - interval '500 ms'
            FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            """;

    /** Executions that Spring Batch does not resume before somebody decides how. */
    private static final String UNCERTAIN =
            """
            SELECT 'job' AS step_name, status, exit_message FROM batch.batch_job_execution WHERE status = 'UNKNOWN'
            UNION ALL
            SELECT step_name, status, exit_message FROM batch.batch_step_execution WHERE status = 'UNKNOWN'
            """;

    /** Executions with the length of their contexts. A context without entries of this program is short. */
    private static final String EXECUTIONS =
            """
            SELECT 'job' AS step_name, status, NULL AS context FROM batch.batch_job_execution
            WHERE job_execution_id = (SELECT max(job_execution_id) FROM batch.batch_job_execution)
            UNION ALL
            (SELECT s.step_name, s.status, length(x.short_context)
            FROM batch.batch_step_execution s LEFT JOIN batch.batch_step_execution_context x USING (step_execution_id)
            WHERE s.job_execution_id = (SELECT max(job_execution_id) FROM batch.batch_job_execution)
            ORDER BY step_execution_id)
            """;

    private static final String WALKS =
            """
            SELECT run_id, r.outcome, w.scope_key, w.status, w.passes, w.pages, w.images_seen
            FROM inventory.sync_run r LEFT JOIN inventory.walk w USING (run_id)
            WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run) ORDER BY scope_key
            """;

    /** Returns the executions that no run can resume. */
    List<String> uncertain() {
        return tables.values(UNCERTAIN).stream().map(String::valueOf).toList();
    }

    String describe() {
        return "\n  left behind: " + tables.values(WALKS) + "\n  " + tables.values(EXECUTIONS);
    }
}

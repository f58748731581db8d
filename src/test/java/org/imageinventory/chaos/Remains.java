package org.imageinventory.chaos;

import java.util.List;
import org.imageinventory.sync.Tables;

/** What a dead process has left in the tables, for whoever looks for the reason of a difference. */
record Remains(Tables tables) {

    /** Whether the server has noticed that the process is dead. */
    static final String NO_SESSION =
            """
            SELECT NOT EXISTS (
                SELECT FROM pg_stat_activity
                WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid())
            """;

    /**
     * Whether all that the process sends at a time is done, but for what waits for something. It takes a while to send the
     * next, so what has just been done does not count.
     */
    static final String QUIET =
            """
            SELECT bool_and(state <> 'active' OR wait_event_type IN ('Client', 'Lock'))
                AND max(state_change) < clock_timestamp() - interval '500 ms'
            FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            """;

    /** What Spring Batch resumes only if a person has decided how. */
    private static final String UNCERTAIN =
            """
            SELECT 'job' AS step_name, status, exit_message FROM batch.batch_job_execution WHERE status = 'UNKNOWN'
            UNION ALL
            SELECT step_name, status, exit_message FROM batch.batch_step_execution WHERE status = 'UNKNOWN'
            """;

    /** Contexts by their length: one without any entry of ours is short. */
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

    /** Executions that no run can resume. */
    List<String> uncertain() {
        return tables.values(UNCERTAIN).stream().map(String::valueOf).toList();
    }

    String describe() {
        return "\n  left behind: " + tables.values(WALKS) + "\n  " + tables.values(EXECUTIONS);
    }
}

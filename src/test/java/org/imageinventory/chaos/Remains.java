package org.imageinventory.chaos;

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

    /** Contexts by their length: one without any entry of ours is short. */
    private static final String EXECUTIONS =
            """
            SELECT 'job', status, NULL FROM batch.batch_job_execution
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

    String describe() {
        return "\n  left behind: " + tables.values(WALKS) + "\n  " + tables.values(EXECUTIONS);
    }
}

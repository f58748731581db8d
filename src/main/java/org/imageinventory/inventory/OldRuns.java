package org.imageinventory.inventory;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs that ended before a limit and will not be resumed, with their walks and their Spring Batch state. */
final class OldRuns {

    private static final int BATCH = 100;

    // A job that did not complete is resumed only while it is the last one.
    private static final String OLD_JOBS =
            """
            SELECT i.job_instance_id
            FROM batch.batch_job_instance i
            WHERE EXISTS (SELECT FROM batch.batch_job_execution e WHERE e.job_instance_id = i.job_instance_id)
              AND NOT EXISTS (
                SELECT FROM batch.batch_job_execution e
                WHERE e.job_instance_id = i.job_instance_id
                  AND NOT coalesce(e.end_time < ? AND e.status IN ('COMPLETED', 'FAILED', 'STOPPED', 'ABANDONED'), false))
              AND (i.job_instance_id < (SELECT max(job_instance_id) FROM batch.batch_job_instance)
                   OR NOT EXISTS (SELECT FROM batch.batch_job_execution e
                                  WHERE e.job_instance_id = i.job_instance_id
                                    AND e.status NOT IN ('COMPLETED', 'ABANDONED')
                                    AND e.job_execution_id = (SELECT max(l.job_execution_id)
                                                              FROM batch.batch_job_execution l
                                                              WHERE l.job_instance_id = i.job_instance_id)))
            ORDER BY i.job_instance_id
            """;

    private static final String OF_JOB = "t.job_instance_id = ANY (:jobs)";
    private static final String OF_EXECUTION =
            """
            t.job_execution_id IN (
                SELECT e.job_execution_id FROM batch.batch_job_execution e WHERE e.job_instance_id = ANY (:jobs))
            """;
    private static final String OF_STEP =
            """
            t.step_execution_id IN (
                SELECT s.step_execution_id
                FROM batch.batch_step_execution s JOIN batch.batch_job_execution e USING (job_execution_id)
                WHERE e.job_instance_id = ANY (:jobs))
            """;

    // The freshness of a scope needs its last complete walk, and a restart of the last job may resume its run.
    private static final String OLD_RUN =
            """
            t.run_id IN (
                SELECT r.run_id
                FROM inventory.sync_run r
                WHERE r.ended_at < :limit
                  AND r.run_id NOT IN (
                    SELECT DISTINCT ON (w.scope_key) w.run_id
                    FROM inventory.walk w JOIN inventory.sync_run d USING (run_id)
                    WHERE w.status = 'complete' AND NOT d.dry_run
                    ORDER BY w.scope_key, w.run_id DESC)
                  AND NOT EXISTS (
                    SELECT FROM batch.batch_job_execution e JOIN batch.batch_job_execution_params p USING (job_execution_id)
                    WHERE e.job_execution_id = (SELECT max(job_execution_id) FROM batch.batch_job_execution)
                      AND e.status NOT IN ('COMPLETED', 'ABANDONED')
                      AND p.parameter_name = 'run.id' AND p.parameter_value = r.run_id::text))
            """;

    private final JdbcClient jdbc;

    OldRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Removes the runs in one transaction, and the jobs in one transaction per batch.
     *
     * @param localLimit the limit in the time zone of this process, in which Spring Batch stores times
     */
    void remove(Removal removal, OffsetDateTime limit, LocalDateTime localLimit) {
        removal.inTransaction(() -> removeRuns(removal, Map.of("limit", limit)));
        var jobs = jdbc.sql(OLD_JOBS).param(localLimit).query(Long.class).list();
        for (var from = 0; from < jobs.size(); from += BATCH) {
            var batch = jobs.subList(from, Math.min(from + BATCH, jobs.size()));
            removal.inTransaction(() -> removeJobs(removal, Map.of("jobs", batch.toArray(Long[]::new))));
        }
    }

    private static boolean removeRuns(Removal removal, Map<String, Object> parameters) {
        removal.remove("inventory.walk", OLD_RUN, parameters);
        removal.remove("inventory.sync_run", OLD_RUN, parameters);
        return true;
    }

    private static boolean removeJobs(Removal removal, Map<String, Object> parameters) {
        removal.remove("batch.batch_step_execution_context", OF_STEP, parameters);
        removal.remove("batch.batch_step_execution", OF_EXECUTION, parameters);
        removal.remove("batch.batch_job_execution_context", OF_EXECUTION, parameters);
        removal.remove("batch.batch_job_execution_params", OF_EXECUTION, parameters);
        removal.remove("batch.batch_job_execution", OF_JOB, parameters);
        removal.remove("batch.batch_job_instance", OF_JOB, parameters);
        return true;
    }
}

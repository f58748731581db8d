package org.imageinventory.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the job after its current chunks when the application shuts down. It has the highest phase, so it is stopped
 * before anything that the job needs. A job that has not started does not start.
 */
@Component
final class GracefulStop implements SmartLifecycle, JobExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** Time for a chunk that waits for the database. To abort it after that does no more harm than a kill. */
    private static final long PATIENCE_SECONDS = 30;

    private final ObjectProvider<ScopeApiClient> api;
    private volatile boolean running;
    private volatile boolean asked;
    private volatile @Nullable JobExecution current;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    GracefulStop(ObjectProvider<ScopeApiClient> api) {
        this.api = api;
    }

    /**
     * Throws an exception if the application is shutting down.
     *
     * @throws StoppedException if it is
     */
    void failIfAsked() {
        if (asked) {
            throw new StoppedException("stopped before the run began", null);
        }
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        ended = new CountDownLatch(1);
        current = execution;
        if (asked) {
            api.getObject().abandon();
        }
    }

    /** Records that the job has ended, whatever its result. */
    void jobIsOver() {
        current = null;
        ended.countDown();
    }

    @Override
    public void start() {
        running = true;
    }

    /**
     * Makes each step end itself after its chunk. No step waits for the API any longer. Only the job's own threads
     * write the job's state: Spring Batch's {@code JobOperator.stop} would update the same executions from this thread.
     * Then the later one of two updates would fail and leave the status UNKNOWN.
     */
    @Override
    public void stop() {
        asked = true;
        var execution = current;
        if (execution != null) {
            api.getObject().abandon();
            RunContext.run(RunParameters.of(execution.getJobParameters()).runId(), () -> {
                LOG.info("Stopping after the current chunks; the next sync resumes");
                awaitEnd();
            });
        }
        running = false;
    }

    private void awaitEnd() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The current chunks did not end within {} seconds and are aborted", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

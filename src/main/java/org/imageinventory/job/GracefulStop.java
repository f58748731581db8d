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
 * Stops the job after the current chunks when the application is told to end, before anything that it needs is taken
 * down: highest phase, so first to stop. A job that has not begun does not begin.
 */
@Component
final class GracefulStop implements SmartLifecycle, JobExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** For a chunk that waits for the database. Cutting it off then does no more harm than a kill. */
    private static final long PATIENCE_SECONDS = 30;

    private final ObjectProvider<ScopeApiClient> api;
    private volatile boolean running;
    private volatile boolean asked;
    private volatile @Nullable JobExecution current;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    GracefulStop(ObjectProvider<ScopeApiClient> api) {
        this.api = api;
    }

    /** @throws StoppedException if the application has been told to end */
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

    /** The job has ended, in whatever way. */
    void jobIsOver() {
        current = null;
        ended.countDown();
    }

    @Override
    public void start() {
        running = true;
    }

    /**
     * Stops the steps by themselves: none waits for the API any longer, and each ends after its chunk. The job's state is
     * written by the job's own threads alone: Spring Batch's {@code JobOperator.stop} would update the same executions from
     * this thread, and whichever update comes second fails and leaves the status UNKNOWN.
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
                LOG.warn("The current chunks did not end in {} seconds and are cut off", PATIENCE_SECONDS);
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

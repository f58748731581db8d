package org.imageinventory.job;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the job after the current chunks when the application is told to end, before anything that it needs is taken
 * down: highest phase, so first to stop.
 */
@Component
final class GracefulStop implements SmartLifecycle, JobExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final ObjectProvider<JobOperator> operator;
    private volatile @Nullable JobExecution current;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    GracefulStop(ObjectProvider<JobOperator> operator) {
        this.operator = operator;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        ended = new CountDownLatch(1);
        current = execution;
    }

    @Override
    public void afterJob(JobExecution execution) {
        current = null;
        ended.countDown();
    }

    @Override
    public void start() {
        // There is nothing to stop before a job has begun.
    }

    @Override
    public void stop() {
        var execution = current;
        if (execution == null) {
            return;
        }
        LOG.info("Stopping after the current chunks; the next sync goes on from there");
        try {
            operator.getObject().stop(execution);
            ended.await();
        } catch (JobExecutionNotRunningException e) {
            LOG.debug("The job ended by itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return current != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

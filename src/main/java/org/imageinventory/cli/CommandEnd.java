package org.imageinventory.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps what a command uses until its body is over, also when a signal takes the program down meanwhile: the run's
 * outcome is still to be written and read back after the job has stopped.
 */
final class CommandEnd implements SmartLifecycle {

    /** A command that is not about to end is ended. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean running;

    void bodyIsOver() {
        over.countDown();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        try {
            var unused = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Right after the job, which stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}

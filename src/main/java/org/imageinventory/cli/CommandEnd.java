package org.imageinventory.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle that delays the shutdown after a signal until the command's body has ended. After the job has stopped,
 * the body still writes the run's outcome and reads it back, so it needs Spring's beans.
 */
final class CommandEnd implements SmartLifecycle {

    /** If the body has not ended by then, the process is ended. */
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final Runnable cutOff;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean begun;

    /** @param cutOff ends the process at once, because the body would fail on beans that are closed */
    CommandEnd(Runnable cutOff) {
        this.cutOff = cutOff;
    }

    void bodyIsOver() {
        over.countDown();
    }

    /** Whether a failure only means that a signal came before Spring was started. */
    boolean explainsFailures() {
        return !begun && isJvmEnding();
    }

    private static boolean isJvmEnding() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Override
    public void start() {
        begun = true;
        running = true;
    }

    @Override
    public void stop() {
        try {
            if (!over.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                cutOff.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns the phase that stops right after the job's, which stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}

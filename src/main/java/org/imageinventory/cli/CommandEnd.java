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
    private static final long PATIENCE_SECONDS = 5;

    private final Runnable cutOff;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean begun;

    /** @param cutOff ends the process as it is, rather than have its body meet what was taken down under it */
    CommandEnd(Runnable cutOff) {
        this.cutOff = cutOff;
    }

    void bodyIsOver() {
        over.countDown();
    }

    /** Whether a failure says no more than that: what the command uses was not made any more. */
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
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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

    /** Right after the job, which stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}

package org.imageinventory.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A shutdown hook that keeps the process after a signal until the command has printed its last lines. If the command
 * prints nothing more, because it had not started or does not end, the hook prints that the program was stopped.
 */
final class LastWords implements AutoCloseable {

    /** The time to wait for the last lines. It starts again while Spring stops or the output is still read. */
    static final long STALLED_SECONDS = 3;

    private final StandardOutput out;
    private final BooleanSupplier applicationIsUp;
    private final Runnable stopped;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "last-words");

    /**
     * @param applicationIsUp whether Spring is still stopping the job; the command waits for it
     * @param stopped prints that the program was stopped
     */
    LastWords(StandardOutput out, BooleanSupplier applicationIsUp, Runnable stopped) {
        this.out = out;
        this.applicationIsUp = applicationIsUp;
        this.stopped = stopped;
    }

    void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            stopped.run(); // the signal came before, so no hook can wait for this command
        }
    }

    /** Waits while Spring is up or the output is still read. */
    private void await() {
        try {
            var printed = -1L;
            var wasUp = true;
            while (wasUp || printed != out.written()) {
                printed = out.written();
                wasUp = applicationIsUp.getAsBoolean();
                if (over.await(STALLED_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
            stopped.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the wait, because the command has printed its last lines. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came: the hook is running, and ends now.
            return;
        }
    }
}

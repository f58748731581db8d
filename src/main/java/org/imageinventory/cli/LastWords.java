package org.imageinventory.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * After a signal, keeps the process until its command has printed its last lines. If the command prints nothing more,
 * because it had not begun or does not come to its end, prints them instead.
 */
final class LastWords implements AutoCloseable {

    /** How long the end waits for the last lines, again while they are read. */
    static final long STALLED_SECONDS = 3;

    private final StandardOutput out;
    private final BooleanSupplier applicationIsUp;
    private final Runnable stopped;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "last-words");

    /**
     * @param applicationIsUp whether Spring still stops the job, for which the command waits
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
            stopped.run(); // the signal came first, and nothing else waits for this command
        }
    }

    /** As long as Spring is up, or the reader of the output reads, there is something to wait for. */
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

    /** The command is over, and has printed what it had to. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came: the hook runs, and ends now.
            return;
        }
    }
}

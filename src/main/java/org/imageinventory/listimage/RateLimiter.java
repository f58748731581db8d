package org.imageinventory.listimage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Paces the requests of an account: evenly and without bursts, first come first served. A throttled request halves the
 * pace, each success adds a little until the configured pace is reached again. Safe for use by several threads.
 */
final class RateLimiter {

    private static final double SLOWEST = 0.1;
    /** From half the pace to all of it in 25 successes. */
    private static final double STEPS = 50;

    private final Ticker ticker;
    private final double fullRate;
    /** Fair, so that its waiters are the queue: who holds it waits for the next free moment. */
    private final ReentrantLock queue = new ReentrantLock(true);

    private final Object pace = new Object();
    private double rate;
    private long issued;
    private long issuedAtLastSlowdown;
    private long lastIssuedAt;

    /** Lets {@code perSecond} requests a second pass, above 0, while nothing is throttled. */
    RateLimiter(double perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.fullRate = perSecond;
        this.rate = perSecond;
    }

    /**
     * Waits for the next free moment.
     *
     * @return the permit's number, from 1, for {@link #throttled}
     */
    long acquire() throws InterruptedException {
        queue.lockInterruptibly();
        try {
            // Again after each wait: a throttle meanwhile may have moved the moment.
            for (var wait = untilFree(); wait > 0; wait = untilFree()) {
                ticker.sleep(wait);
            }
            return issue();
        } finally {
            queue.unlock();
        }
    }

    /** The request of this permit was throttled. Requests sent before the last slow-down do not slow down again. */
    void throttled(long permit) {
        synchronized (pace) {
            if (permit <= issuedAtLastSlowdown) {
                return;
            }
            issuedAtLastSlowdown = issued;
            rate = Math.max(rate / 2, Math.min(SLOWEST, fullRate));
        }
    }

    void succeeded() {
        synchronized (pace) {
            rate = Math.min(rate + fullRate / STEPS, fullRate);
        }
    }

    /** Requests per second as of now. */
    double rate() {
        synchronized (pace) {
            return rate;
        }
    }

    private long untilFree() {
        synchronized (pace) {
            if (issued == 0) {
                return 0;
            }
            return lastIssuedAt + (long) (TimeUnit.SECONDS.toNanos(1) / rate) - ticker.nanos();
        }
    }

    private long issue() {
        synchronized (pace) {
            lastIssuedAt = ticker.nanos();
            return ++issued;
        }
    }
}

package org.imageinventory.listimage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Paces the requests of an account: evenly and without bursts, first come first served. A throttled request halves the
 * pace, each success adds a little until the configured pace is reached again; while the API has asked to wait, none is
 * let through. Safe for use by several threads.
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
    private long pausedUntil;

    /** Lets {@code perSecond} requests a second pass, above 0, while nothing is throttled. */
    RateLimiter(double perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.fullRate = perSecond;
        this.rate = perSecond;
        this.pausedUntil = ticker.nanos();
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

    /** Lets no request through for so long: the API counts all of an account's requests together. */
    void pause(Duration time) {
        synchronized (pace) {
            pausedUntil = Math.max(pausedUntil, ticker.nanos() + time.toNanos());
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
            var paced = lastIssuedAt + (long) (TimeUnit.SECONDS.toNanos(1) / rate);
            return (issued == 0 ? pausedUntil : Math.max(paced, pausedUntil)) - ticker.nanos();
        }
    }

    private long issue() {
        synchronized (pace) {
            lastIssuedAt = ticker.nanos();
            return ++issued;
        }
    }
}

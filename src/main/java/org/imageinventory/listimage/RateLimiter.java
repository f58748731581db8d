package org.imageinventory.listimage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rate limit of an account's requests: evenly spaced, without bursts, first come first served. A throttled request
 * halves the rate. Each success raises it a little, up to the configured rate. While the API asks to wait, no request
 * is sent. Safe for use by several threads.
 */
final class RateLimiter {

    private static final double SLOWEST = 0.1;
    /** 25 successes raise the rate from half to full. */
    private static final double STEPS = 50;

    private final Ticker ticker;
    private final double fullRate;
    /** A fair lock, so its waiting threads are the queue. The thread that holds it waits for its turn. */
    private final ReentrantLock queue = new ReentrantLock(true);

    private final Object pace = new Object();
    private double rate;
    private long issued;
    private long issuedAtLastSlowdown;
    private long lastIssuedAt;
    private long pausedUntil;

    /** Allows {@code perSecond} requests per second, above 0, while nothing is throttled. */
    RateLimiter(double perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.fullRate = perSecond;
        this.rate = perSecond;
        this.pausedUntil = ticker.nanos();
    }

    /**
     * Waits until a request may be sent.
     *
     * @return the permit's number, from 1, for {@link #throttled}
     */
    long acquire() throws InterruptedException {
        queue.lockInterruptibly();
        try {
            // Checked again after each wait, because throttling may have postponed the request.
            for (var wait = untilFree(); wait > 0; wait = untilFree()) {
                ticker.sleep(wait);
            }
            return issue();
        } finally {
            queue.unlock();
        }
    }

    /**
     * Halves the rate, because the request of this permit was throttled; not if it was sent before the last slowdown.
     */
    void throttled(long permit) {
        synchronized (pace) {
            if (permit <= issuedAtLastSlowdown) {
                return;
            }
            issuedAtLastSlowdown = issued;
            rate = Math.max(rate / 2, Math.min(SLOWEST, fullRate));
        }
    }

    /** Blocks all requests for this time, because the API counts all requests of an account together. */
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

    /** Returns the current rate in requests per second. */
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

package org.imageinventory.listimage;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Exponential back-off with full jitter: a random wait below a bound that doubles with every try, up to a cap. */
final class Backoff {

    private final double base;
    private final double cap;
    private final DoubleSupplier random;

    /** Draws its waits from {@code random}, which gives 0 (inclusive) to 1 (exclusive). */
    Backoff(Duration base, Duration cap, DoubleSupplier random) {
        this.base = base.toNanos();
        this.cap = cap.toNanos();
        this.random = random;
    }

    /**
     * How many nanoseconds to wait before the next try.
     *
     * @param failures how many tries have failed, from 1
     */
    long afterFailures(int failures) {
        var bound = Math.min(cap, base * Math.pow(2.0, failures - 1.0));
        return (long) (bound * random.getAsDouble());
    }
}

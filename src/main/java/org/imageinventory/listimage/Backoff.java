package org.imageinventory.listimage;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Exponential backoff with full jitter: a random wait below a bound that doubles with each failure, up to a cap. */
final class Backoff {

    private static final double BASE_NANOS = Duration.ofMillis(500).toNanos();
    private static final double CAP_NANOS = Duration.ofSeconds(30).toNanos();

    private final DoubleSupplier random;

    /** Takes its waits from {@code random}, which returns 0 (inclusive) to 1 (exclusive). */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Returns how many nanoseconds to wait before the next attempt.
     *
     * @param failures how many attempts have failed, 1 or more
     */
    long afterFailures(int failures) {
        var bound = Math.min(CAP_NANOS, BASE_NANOS * Math.pow(2.0, failures - 1.0));
        return (long) (bound * random.getAsDouble());
    }
}

package org.imageinventory.standin;

import java.time.Duration;
import java.util.Random;

/** The time until a response: a fixed part, and a random part up to a limit. */
record Latency(Duration fixed, Duration jitter, Random random) {

    static Latency of(Duration fixed, Duration jitter) {
        return new Latency(fixed, jitter, new Random(fixed.toNanos() ^ jitter.toNanos()));
    }

    Duration next() {
        return jitter.isZero() ? fixed : fixed.plusNanos((long) (jitter.toNanos() * random.nextDouble()));
    }
}

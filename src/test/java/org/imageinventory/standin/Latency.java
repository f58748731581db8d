package org.imageinventory.standin;

import java.time.Duration;
import java.util.Random;

/** How long an answer takes: a fixed time, and up to some more. */
record Latency(Duration fixed, Duration jitter, Random random) {

    static Latency of(Duration fixed, Duration jitter) {
        return new Latency(fixed, jitter, new Random(fixed.toNanos() ^ jitter.toNanos()));
    }

    Duration next() {
        return jitter.isZero() ? fixed : fixed.plusNanos((long) (jitter.toNanos() * random.nextDouble()));
    }
}

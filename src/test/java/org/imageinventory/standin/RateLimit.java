package org.imageinventory.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The maximum number of requests per second and account. */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> passed = new HashMap<>();
    private int requestsPerSecond;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Sets the limit. Zero means no limit. */
    synchronized void set(int number) {
        requestsPerSecond = number;
    }

    /** Returns how long a request must wait. Returns zero if it may pass. */
    synchronized Duration waitFor(String account) {
        if (requestsPerSecond <= 0) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        var times = passed.computeIfAbsent(account, key -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().plus(WINDOW).isAfter(now)) {
            times.removeFirst();
        }
        if (times.size() < requestsPerSecond) {
            times.addLast(now);
            return Duration.ZERO;
        }
        var left = Duration.between(now, times.getFirst().plus(WINDOW));
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }
}

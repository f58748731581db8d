package org.imageinventory.listimage;

import java.time.Duration;
import java.util.Map;

/**
 * How politely and how patiently the API is asked.
 *
 * @param rateLimit requests per second and account, above 0
 * @param retryBudget how long one page is tried for, from its first failure on; zero for one try
 * @param connectTimeout for opening a connection
 * @param readTimeout for each silence while an answer is awaited or read
 * @param backoffBase bound of the first random wait between two tries; it doubles with every try
 * @param backoffCap the bound grows no further
 * @param endpoints overrides by endpoint region, as in {@code inventory.endpoints}
 */
public record ClientSettings(
        double rateLimit,
        Duration retryBudget,
        Duration connectTimeout,
        Duration readTimeout,
        Duration backoffBase,
        Duration backoffCap,
        Map<String, String> endpoints) {

    public static final double RATE_LIMIT = 5;
    public static final Duration RETRY_BUDGET = Duration.ofMinutes(5);
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration BACKOFF_BASE = Duration.ofMillis(500);
    public static final Duration BACKOFF_CAP = Duration.ofSeconds(30);

    /** Above this a 32-bit number of milliseconds, which the transport takes, would overflow. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    public ClientSettings {
        if (!(rateLimit > 0) || rateLimit > 1_000_000) {
            throw new IllegalArgumentException("inventory.rate-limit is " + rateLimit
                    + ": it must be above 0 requests per second, and at most 1,000,000");
        }
        if (retryBudget.isNegative()) {
            throw new IllegalArgumentException(
                    "inventory.api.retry-budget is " + retryBudget + ": it must not be negative");
        }
        timeout(connectTimeout, "inventory.api.connect-timeout");
        timeout(readTimeout, "inventory.api.read-timeout");
        timeout(backoffBase, "inventory.api.backoff-base");
        timeout(backoffCap, "inventory.api.backoff-cap");
        endpoints = Map.copyOf(endpoints);
    }

    /** These, and the defaults for all else. */
    public static ClientSettings of(double rateLimit, Map<String, String> endpoints) {
        return new ClientSettings(
                rateLimit, RETRY_BUDGET, CONNECT_TIMEOUT, READ_TIMEOUT, BACKOFF_BASE, BACKOFF_CAP, endpoints);
    }

    public static ClientSettings defaults() {
        return of(RATE_LIMIT, Map.of());
    }

    private static void timeout(Duration duration, String key) {
        if (duration.toMillis() < 1 || duration.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(key + " is " + duration + ": it must be between 1 ms and 24 h");
        }
    }
}

package org.imageinventory.listimage;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the API is called: the settings under {@code inventory.api}.
 *
 * @param retryBudget how long one request is retried before its scope fails, from its first failure on; more than 0
 * @param connectTimeout how long a connection may take; at least 1 ms, at most 24 hours
 * @param readTimeout how long the API may send nothing; at least 1 ms, at most 24 hours
 * @param readAhead pages per scope that are read before the writer needs them, 0 to 16
 */
public record ApiSettings(
        @DefaultValue("5m") Duration retryBudget,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("4") int readAhead) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final int MOST_READ_AHEAD = 16;

    public ApiSettings {
        requirePositive("retry-budget", retryBudget);
        requireTimeout("connect-timeout", connectTimeout);
        requireTimeout("read-timeout", readTimeout);
        if (readAhead < 0 || readAhead > MOST_READ_AHEAD) {
            throw new IllegalArgumentException("inventory.api.read-ahead must be a whole number between 0 and "
                    + MOST_READ_AHEAD + ", not " + readAhead);
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (value.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException(
                    "inventory.api." + key + " must be longer than zero, such as 30s, 5m or 6h, not " + value);
        }
    }

    /** The transport takes a 32-bit number of milliseconds, and 0 would mean no timeout. */
    private static void requireTimeout(String key, Duration value) {
        requirePositive(key, Duration.ofMillis(value.toMillis()));
        if (value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("inventory.api." + key + " must be at most 24h, not " + value);
        }
    }
}

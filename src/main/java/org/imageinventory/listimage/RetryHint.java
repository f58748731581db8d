package org.imageinventory.listimage;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The wait that a response asks for, in a header of HTTP or of Alibaba Cloud's gateways. */
final class RetryHint {

    /** As in {@code Limit:1,Remain:0,TimeLeft:2000,Reset:1234}; TimeLeft in milliseconds. */
    private static final Pattern USED_UP = Pattern.compile("Remain:0(?!\\d).*TimeLeft:(\\d{1,12})");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

    private RetryHint() {}

    /**
     * Returns the wait that the response asks for; null if it does not ask.
     *
     * @param headers by lower-case name
     */
    static @Nullable Duration in(Map<String, String> headers, Clock clock) {
        var explicit = millis(headers.get("x-acs-retry-after"));
        if (explicit != null) {
            return explicit;
        }
        var byApi = untilReset(headers.get("x-ratelimit-user-api"));
        var byUser = untilReset(headers.get("x-ratelimit-user"));
        if (byApi != null || byUser != null) {
            return byApi != null ? byApi : byUser;
        }
        return retryAfter(headers.get("retry-after"), clock);
    }

    /** Whether the gateway asks the client to wait. It does so only when it throttles. */
    static boolean throttles(Map<String, String> headers) {
        return millis(headers.get("x-acs-retry-after")) != null;
    }

    private static @Nullable Duration millis(@Nullable String value) {
        if (value == null || !NUMBER.matcher(value.strip()).matches()) {
            return null;
        }
        var millis = Long.parseLong(value.strip());
        return millis > 0 ? Duration.ofMillis(millis) : null;
    }

    private static @Nullable Duration untilReset(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var usedUp = USED_UP.matcher(value.replace(" ", ""));
        return usedUp.find() ? Duration.ofMillis(Long.parseLong(usedUp.group(1))) : null;
    }

    private static @Nullable Duration retryAfter(@Nullable String value, Clock clock) {
        if (value == null) {
            return null;
        }
        if (NUMBER.matcher(value.strip()).matches()) {
            return Duration.ofSeconds(Long.parseLong(value.strip()));
        }
        try {
            var at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), at.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null; // an unreadable header is ignored
        }
    }
}

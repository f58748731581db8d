package org.imageinventory.listimage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that is not parsed yet.
 *
 * @param headers by lower-case name
 * @param askedAt just before the request was sent, by this machine's clock
 * @param answeredAt just after the body was read, by this machine's clock
 */
record RawResponse(int status, Map<String, String> headers, ByteBuffer body, Instant askedAt, Instant answeredAt) {

    /** Returns the body as text; bytes that are not UTF-8 become U+FFFD. */
    String text() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    /**
     * Returns how far this machine's clock is behind the server's (positive) or ahead of it (negative). It is exact to
     * about a second, as the Date header is. Null if that header is missing or unreadable.
     */
    @Nullable
    Duration clockLag() {
        var date = headers.get("date");
        if (date == null) {
            return null;
        }
        try {
            var served = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var middle = askedAt.plus(latency().dividedBy(2));
            return Duration.between(middle, served);
        } catch (DateTimeException e) {
            return null; // some proxies write dates in another format
        }
    }

    Duration latency() {
        return Duration.between(askedAt, answeredAt);
    }
}

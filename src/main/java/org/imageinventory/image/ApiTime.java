package org.imageinventory.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as the API writes it, such as {@code 2025-04-25 15:13:57}.
 *
 * @param text as received; history compares and shows it
 * @param instant by the offset in the text, or else in the configured zone; years 1 to 9999, to the microsecond
 */
public record ApiTime(String text, Instant instant) {

    /** Reads a time with a space or a {@code T} in the middle, with or without an offset; null if it is not a time. */
    static @Nullable ApiTime parse(String text, ZoneId zone) {
        // The shortest is 2025-04-25T15:13, the longest has nanoseconds and an offset with seconds.
        if (text.length() < 16 || text.length() > 38) {
            return null;
        }
        var iso = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            var instant = hasOffset(iso)
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
            return instant.isBefore(EARLIEST) || !instant.isBefore(END)
                    ? null
                    : new ApiTime(text, instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0;
    }
}

package org.imageinventory.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times and durations as they are printed.
 *
 * @param zone the zone whose offset is printed
 */
public record Times(ZoneId zone) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    public static Times ofSystem() {
        return new Times(ZoneId.systemDefault());
    }

    /** Returns ISO 8601 with offset and microseconds, as in the tables, for JSON; null for null. */
    @Nullable
    public String exact(@Nullable Instant instant) {
        return instant == null ? null : MICROS.format(instant.atZone(zone));
    }

    /** Returns ISO 8601 with offset and seconds; the word for an absent value for null. */
    public String text(@Nullable Instant instant) {
        return Printable.value(instant == null ? null : SECONDS.format(instant.atZone(zone)));
    }

    /**
     * Returns when something was first seen: ISO 8601 with offset, rounded up to the second. So {@code --as-of} with the
     * printed time finds it.
     */
    public String seen(@Nullable Instant instant) {
        return text(instant == null ? null : instant.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns ISO 8601 with offset and milliseconds; null for null. */
    @Nullable
    String json(@Nullable Instant instant) {
        return instant == null ? null : MILLIS.format(instant.atZone(zone));
    }

    static double seconds(Instant from, @Nullable Instant to) {
        return to == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Returns the two largest units: {@code 45s}, {@code 3m 05s}, {@code 2h 10m}, {@code 4d 03h}. */
    public static String span(Duration span) {
        var s = Math.max(0, span.toSeconds());
        if (s < 60) {
            return s + "s";
        }
        if (s < 3600) {
            return String.format(Locale.ROOT, "%dm %02ds", s / 60, s % 60);
        }
        if (s < 86_400) {
            return String.format(Locale.ROOT, "%dh %02dm", s / 3600, s % 3600 / 60);
        }
        return String.format(Locale.ROOT, "%dd %02dh", s / 86_400, s % 86_400 / 3600);
    }
}

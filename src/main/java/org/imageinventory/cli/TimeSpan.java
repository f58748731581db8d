package org.imageinventory.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as users type it: {@code 36h}, {@code 7d}, {@code P1Y2M}, {@code PT12H}, {@code P1DT6H}.
 *
 * @param days years, months and days, by the calendar
 */
record TimeSpan(Period days, Duration time) {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,5})([smhdw])");
    private static final Pattern ISO = Pattern.compile("(p[^t]*)(t.+)?");
    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

    /** Returns the time span, or null if the text is not a valid one. A negative span is not valid. */
    static @Nullable TimeSpan parse(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var letters = SHORT.matcher(lower);
        if (letters.matches()) {
            return ofLetter(Integer.parseInt(letters.group(1)), letters.group(2));
        }
        var iso = ISO.matcher(lower);
        if (!iso.matches() || lower.indexOf('-') >= 0) {
            return null;
        }
        try {
            var days = iso.group(1).equals("p") ? Period.ZERO : Period.parse(iso.group(1));
            var time = iso.group(2) == null ? Duration.ZERO : Duration.parse("p" + iso.group(2));
            var span = new TimeSpan(days, time);
            return lower.equals("p") || span.before(Instant.EPOCH).isBefore(FIRST_YEAR) ? null : span;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static TimeSpan ofLetter(int number, String letter) {
        return switch (letter) {
            case "s" -> new TimeSpan(Period.ZERO, Duration.ofSeconds(number));
            case "m" -> new TimeSpan(Period.ZERO, Duration.ofMinutes(number));
            case "h" -> new TimeSpan(Period.ZERO, Duration.ofHours(number));
            case "d" -> new TimeSpan(Period.ofDays(number), Duration.ZERO);
            default -> new TimeSpan(Period.ofWeeks(number), Duration.ZERO);
        };
    }

    Instant before(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minus(days).minus(time).toInstant();
    }
}

package org.imageinventory.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time as users type it: a date, a time, or how long ago. */
interface Moment {

    Instant at(Instant now);

    static @Nullable Instant resolve(@Nullable Moment moment, Instant now) {
        return moment == null ? null : moment.at(now);
    }

    /** The converter of an option's value. A time without an offset is in this machine's zone, like printed times. */
    final class Converter implements ITypeConverter<Moment> {

        private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .optionalStart()
                .appendOffset("+HH:mm:ss", "Z")
                .toFormatter(Locale.ROOT);

        @Override
        public Moment convert(String text) {
            var absolute = absolute(text.strip());
            if (absolute != null) {
                return now -> absolute;
            }
            var span = TimeSpan.parse(text);
            if (span != null) {
                return span::before;
            }
            throw new TypeConversionException("'" + text + "' is not a valid time: use 2026-11-24, 2026-11-24T10:00, "
                    + "2026-11-24T10:00:00+08:00, or how long ago, such as 36h, 7d or P1M");
        }

        /** Accepts a space between date and time and an offset without minutes, as psql prints them. */
        private static @Nullable Instant absolute(String text) {
            var iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            try {
                var form = iso.indexOf('T') > 0 ? TIME : DateTimeFormatter.ISO_LOCAL_DATE;
                return instant(form.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
            } catch (DateTimeParseException e) {
                return null;
            }
        }

        private static Instant instant(TemporalAccessor parsed) {
            if (parsed instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            var zone = ZoneId.systemDefault();
            return parsed instanceof LocalDateTime time
                    ? time.atZone(zone).toInstant()
                    : LocalDate.from(parsed).atStartOfDay(zone).toInstant();
        }
    }
}

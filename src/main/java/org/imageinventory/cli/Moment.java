package org.imageinventory.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
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

        private static @Nullable Instant absolute(String text) {
            var iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            try {
                var parsed = form(iso).parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return instant(parsed);
            } catch (DateTimeParseException e) {
                return null;
            }
        }

        private static DateTimeFormatter form(String iso) {
            return iso.indexOf('T') > 0 ? DateTimeFormatter.ISO_DATE_TIME : DateTimeFormatter.ISO_LOCAL_DATE;
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

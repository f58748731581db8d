package org.imageinventory.cli;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The length of the history to keep: an ISO period or days. */
record Keep(TimeSpan span) {

    Instant limit(Instant now) {
        return span.before(now);
    }

    /** The converter of an option's value. */
    static final class Converter implements ITypeConverter<Keep> {

        @Override
        public Keep convert(String text) {
            var span = TimeSpan.parse(text);
            // 12m could mean minutes or months, so units shorter than a day are not accepted.
            if (span == null || !span.time().equals(Duration.ZERO)) {
                throw new TypeConversionException("'" + text + "' is not a valid period: use days such as 400d, "
                        + "or an ISO period such as P1Y2M or P90D");
            }
            return new Keep(span);
        }
    }
}

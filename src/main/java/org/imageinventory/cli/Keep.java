package org.imageinventory.cli;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How much history is kept: an ISO period or days. */
record Keep(TimeSpan span) {

    Instant limit(Instant now) {
        return span.before(now);
    }

    /** Reads an option's value. */
    static final class Converter implements ITypeConverter<Keep> {

        @Override
        public Keep convert(String text) {
            var span = TimeSpan.parse(text);
            // 12m might mean minutes or months: hours and less are not worth the doubt.
            if (span == null || !span.time().equals(Duration.ZERO)) {
                throw new TypeConversionException(
                        "'" + text + "' is no period: write days such as 400d, or an ISO period such as P1Y2M or P90D");
            }
            return new Keep(span);
        }
    }
}

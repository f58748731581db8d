package org.imageinventory.image;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The type of a field's values. Reading is lenient if the meaning is clear, such as a number that is sent as text, or a
 * platform that is sent as a number. Any other value does not fit. The caller counts those.
 */
public enum ValueType {
    /** {@link String}; numbers and booleans become their text. An empty text stays empty. */
    TEXT,
    /** {@link Integer}. */
    INTEGER,
    /** {@link Long}. */
    BIGINT,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link ApiTime}. */
    TIME,
    /** {@link Short}, 0 to 100; {@code "70%"}, {@code "70"} and 70 are the same. */
    PERCENT;

    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

    /**
     * Reads a value.
     *
     * @param zone the time zone of times without an offset
     * @return the value; null if it does not fit
     */
    @Nullable
    Object read(JsonNode value, ZoneId zone) {
        return switch (this) {
            case TEXT -> text(value);
            case INTEGER -> int32(integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BIGINT -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> bool(value);
            case TIME -> value.isString() ? ApiTime.parse(value.stringValue(), zone) : null;
            case PERCENT -> percent(value);
        };
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNumber()) {
            return CanonicalJson.number(value);
        }
        return value.isString() || value.isBoolean() ? value.asString() : null;
    }

    private static @Nullable Integer int32(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }

    private static @Nullable Short percent(JsonNode value) {
        var text = value.isString() ? value.stringValue().strip() : "";
        var number = text.endsWith("%")
                ? integer(text.substring(0, text.length() - 1).strip(), 0, 100)
                : integer(value, 0, 100);
        return number == null ? null : number.shortValue();
    }

    private static @Nullable Boolean bool(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Long integer(JsonNode value, long min, long max) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return within(value.longValue(), min, max);
        }
        if (value.isNumber()) {
            return integer(value.decimalValue(), min, max);
        }
        return value.isString() ? integer(value.stringValue().strip(), min, max) : null;
    }

    private static @Nullable Long integer(String text, long min, long max) {
        // A longer text is not a long, and parsing it could take much time. The pattern refuses the digits of other
        // scripts, which Java would accept, because the SQL functions that read documents refuse them.
        if (text.length() > 20 || !DIGITS.matcher(text).matches()) {
            return null;
        }
        try {
            return within(Long.parseLong(text), min, max);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long integer(BigDecimal number, long min, long max) {
        // The exponent is checked before the digits are written out, because 1e999999999 would have too many. The
        // exponent of a zero does not matter.
        var isHuge = number.signum() != 0 && (long) number.precision() - number.scale() > 20;
        if (isHuge || number.scale() > 20) {
            return null;
        }
        try {
            return within(number.longValueExact(), min, max);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Long within(long number, long min, long max) {
        return number >= min && number <= max ? number : null;
    }
}

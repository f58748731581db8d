package org.imageinventory.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words for types in messages. */
final class SettingWords {

    private SettingWords() {}

    /** Returns what a value of the type may be: the end of "must be …". */
    static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 30s, 5m or 6h";
        }
        if (type == ZoneId.class) {
            return "a time zone such as Asia/Shanghai or +08:00";
        }
        if (type.isRecord()) {
            return "a mapping of keys to values";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "a text";
    }
}

package org.imageinventory.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for types and keys in messages. */
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

    /** Returns the name that was probably meant, if one is similar enough. */
    static Optional<String> closest(String written, Collection<String> names) {
        var word = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))));
    }

    /** Returns the number of letters to insert, delete or replace (Levenshtein distance). */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

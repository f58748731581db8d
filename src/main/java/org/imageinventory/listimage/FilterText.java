package org.imageinventory.listimage;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks texts and lists of the filter, and names the configuration key that is wrong. */
final class FilterText {

    private FilterText() {}

    /** The wire leaves out empty parameters, so a blank one would silently ask for everything. */
    static void check(@Nullable String text, String key) {
        if (text != null && text.isBlank()) {
            throw new IllegalArgumentException(key + " is blank: write a value, or leave the key out to ask for all");
        }
    }

    static void require(@Nullable String text, String key) {
        if (text == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        check(text, key);
    }

    static List<String> checkAll(@Nullable List<String> texts, String key) {
        if (texts == null) {
            return List.of();
        }
        texts.forEach(text -> require(text, key));
        return distinct(texts, Comparator.naturalOrder());
    }

    /** Sorted and without doubles: the order in which values were written must not make another filter. */
    static <T> List<T> distinct(@Nullable List<T> values, Comparator<? super T> order) {
        return values == null
                ? List.of()
                : values.stream().distinct().sorted(order).toList();
    }
}

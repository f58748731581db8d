package org.imageinventory.listimage;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of the filter's texts and lists. Each exception names the configuration key. */
final class FilterText {

    private FilterText() {}

    /** Refuses a blank text: it would not be sent, so the filter would silently match all images. */
    static void check(@Nullable String text, String key) {
        if (text != null && text.isBlank()) {
            throw new IllegalArgumentException(key + " is blank: set a value, or remove the key");
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

    /** Returns the values sorted and without duplicates, because their order must not make another filter. */
    static <T> List<T> distinct(@Nullable List<T> values, Comparator<? super T> order) {
        return values == null
                ? List.of()
                : values.stream().distinct().sorted(order).toList();
    }
}

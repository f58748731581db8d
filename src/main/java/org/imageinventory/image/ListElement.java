package org.imageinventory.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a list of an image. Elements are ordered by the text of their values, only so that two lists with the
 * same elements are equal.
 *
 * @param values one per {@linkplain ListField#members member} of its list, null if the API returned none; a single text
 *     if the list contains texts
 */
public record ListElement(List<@Nullable Object> values) implements Comparable<ListElement> {

    static ListElement of(@Nullable Object... values) {
        return new ListElement(Collections.unmodifiableList(Arrays.asList(values)));
    }

    @Override
    public int compareTo(ListElement other) {
        for (var i = 0; i < values.size(); i++) {
            var order = compare(values.get(i), other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left.toString().compareTo(right.toString());
    }
}

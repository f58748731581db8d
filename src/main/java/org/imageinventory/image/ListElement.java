package org.imageinventory.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of one of an image's lists. Its order is by the text of its values and means nothing but that two lists
 * with the same elements read the same.
 *
 * @param values by the {@linkplain ListField#members members} of its list, null where the API gave none; a single text
 *     where the list holds texts
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

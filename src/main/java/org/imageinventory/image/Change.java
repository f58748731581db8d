package org.imageinventory.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two states of an image: one field or list element.
 *
 * @param field the API path, such as {@code Status}, {@code TagList[env]} or
 *     {@code ImageRegionDistributeList[cn-shanghai].Status}
 * @param oldValue as JSON; null if absent
 * @param newValue as JSON; null if absent
 */
public record Change(String field, @Nullable String oldValue, @Nullable String newValue) {

    boolean isOne() {
        return !Objects.equals(oldValue, newValue);
    }
}

package org.imageinventory.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field's or list element's difference between two states of an image.
 *
 * @param field the API path, such as {@code Status}, {@code TagList[env]} or
 *     {@code ImageRegionDistributeList[cn-shanghai].Status}
 * @param oldValue as JSON; null: not there
 * @param newValue as JSON; null: not there
 */
public record Change(String field, @Nullable String oldValue, @Nullable String newValue) {

    boolean isOne() {
        return !Objects.equals(oldValue, newValue);
    }
}

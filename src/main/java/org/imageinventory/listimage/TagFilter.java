package org.imageinventory.listimage;

import org.jspecify.annotations.Nullable;

/**
 * One entry of ListImage's {@code TagList}: only images that carry the tag are asked for.
 *
 * @param key {@code TagList.Key}, not blank
 * @param value {@code TagList.Value}, not blank; null for any value of the key
 */
public record TagFilter(String key, @Nullable String value) {

    public TagFilter {
        FilterText.require(key, "inventory.filter.tag-list.key");
        FilterText.check(value, "inventory.filter.tag-list.value");
    }
}

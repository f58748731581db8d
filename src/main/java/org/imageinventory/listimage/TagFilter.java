package org.imageinventory.listimage;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of ListImage's {@code TagList}: only images with this tag are listed.
 *
 * @param key {@code TagList.Key}, not blank
 * @param value {@code TagList.Value}, not blank; null matches any value of the key
 */
public record TagFilter(String key, @Nullable String value) {

    public TagFilter {
        FilterText.require(key, "inventory.filter.tag-list.key");
        FilterText.check(value, "inventory.filter.tag-list.value");
    }

    /** Returns the entry as request parameters. */
    Map<String, String> parameters() {
        var parameters = new TreeMap<>(Map.of("Key", key));
        if (value != null) {
            parameters.put("Value", value);
        }
        return parameters;
    }
}

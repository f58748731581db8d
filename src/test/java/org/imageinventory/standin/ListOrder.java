package org.imageinventory.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The images that match a filter, in order. They are searched once for all pages of a walk, and searched again after an
 * image changes.
 */
final class ListOrder {

    private static final int FILTERS_KEPT = 32;

    private final Map<ImageFilter, int[]> known = new LinkedHashMap<>();

    int[] positions(ImageFilter filter, Supplier<int[]> search) {
        int[] found = known.get(filter);
        if (found == null) {
            found = search.get();
            if (known.size() >= FILTERS_KEPT) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(filter, found);
        }
        return found;
    }

    void forget() {
        known.clear();
    }
}

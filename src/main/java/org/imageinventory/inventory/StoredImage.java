package org.imageinventory.inventory;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.imageinventory.image.Fingerprint;
import org.imageinventory.image.ListField;
import org.imageinventory.image.ScalarField;
import org.jspecify.annotations.Nullable;

/**
 * An image as it is in the normalized tables.
 *
 * @param scalars values of the types that the columns have, times as {@link Instant}; no entry for null
 * @param lists rows by list, in the order of their positions; no entry for an empty list
 */
record StoredImage(
        long imageKey,
        String account,
        String region,
        String imageId,
        int revision,
        Instant firstSeenAt,
        Instant changedAt,
        @Nullable Instant deletedAt,
        Fingerprint fingerprint,
        EnumMap<ScalarField, Object> scalars,
        Map<ListField, List<Row>> lists) {

    /** A row of a list's table. */
    record Row(int position, List<@Nullable Object> values) {}

    List<Row> list(ListField field) {
        return lists.getOrDefault(field, List.of());
    }
}

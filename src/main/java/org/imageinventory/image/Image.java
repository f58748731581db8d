package org.imageinventory.image;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image as ListImage returned it.
 *
 * @param imageId the API's {@code ImageId}; 1 to {@value #LONGEST_ID} characters
 * @param scalars single values by field, of the type that the field's {@link ValueType} names; absent if the API
 *     returned no value, or one that does not fit
 * @param lists elements by list, sorted, without exact duplicates; absent if empty
 * @param extras values that have no column, by path, as JSON texts: unknown fields, and values that do not fit
 * @param document the element as received, except for values that PostgreSQL cannot hold
 */
public record Image(
        String imageId,
        EnumMap<ScalarField, Object> scalars,
        Map<ListField, List<ListElement>> lists,
        SortedMap<String, String> extras,
        ObjectNode document) {

    /** Longer than any known ID. A limit is needed, because an index cannot hold IDs of any length. */
    public static final int LONGEST_ID = 512;

    public Image {
        if (imageId.isEmpty() || imageId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("an ImageId has 1 to " + LONGEST_ID + " characters");
        }
    }

    public @Nullable Object scalar(ScalarField field) {
        return scalars.get(field);
    }

    public List<ListElement> list(ListField field) {
        return lists.getOrDefault(field, List.of());
    }
}

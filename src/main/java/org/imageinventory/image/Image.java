package org.imageinventory.image;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image as ListImage told it.
 *
 * @param imageId the API's {@code ImageId}; 1 to {@value #LONGEST_ID} characters
 * @param scalars single values by field; absent where the API gave none or one that does not fit. Values are of the type
 *     that the field's {@link ValueType} names
 * @param lists elements by list, sorted, exact duplicates once; absent where empty
 * @param extras what the schema has no place for, by path, as JSON texts: unknown fields, and values that do not fit
 * @param document the element as received, but for what PostgreSQL cannot hold
 */
public record Image(
        String imageId,
        EnumMap<ScalarField, Object> scalars,
        Map<ListField, List<ListElement>> lists,
        SortedMap<String, String> extras,
        ObjectNode document) {

    /** Beyond any id seen; a longer one could not be indexed. */
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

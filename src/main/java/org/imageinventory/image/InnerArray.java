package org.imageinventory.image;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * A JSON array in a text. Its limits are those of the function {@code inventory.json_array}, so that tables and views
 * agree on which texts are arrays. A text beyond the limits is read as an ordinary text.
 */
final class InnerArray {

    /** The most levels of an array in a text. */
    static final int DEEPEST = 100;

    private static final JsonFactory JSON =
            JsonLimits.factory(DEEPEST, JsonLimits.LONGEST_NUMBER).build();

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,250})(\\.[0-9]{1,250})?([eE][+-]?[0-9]{1,2})?");

    private InnerArray() {}

    /** Returns the array; null if the text is not one. */
    static @Nullable JsonNode read(String text) {
        if (!text.stripLeading().startsWith("[")) {
            return null;
        }
        try {
            return hasReadableNumbers(text) ? DocumentJson.read(text) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Whether all numbers are within the limits. Reads only tokens, because converting digits to a number may fail. */
    private static boolean hasReadableNumbers(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !NUMBER.matcher(parser.getString()).matches()) {
                    return false;
                }
            }
            return true;
        }
    }
}

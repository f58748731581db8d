package org.imageinventory.listimage.json;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a response. The list of images, which is nearly all of it, is only split into its elements. Most elements
 * are recognized by their text and never parsed.
 *
 * @param members the response without the elements of {@code Data}; a missing node if the response is empty
 * @param data the elements of {@code Data} in their order; null if {@code Data} is not a list, or occurs twice
 */
public record ResponseBody(JsonNode members, @Nullable List<ElementScan.Element> data) {

    /**
     * Parses a response. The elements may be any text.
     *
     * @throws JacksonException if the response is cut off or not JSON
     */
    public static ResponseBody parse(byte[] utf8) {
        var from = startOfData(utf8);
        var scanned = from < 0 ? null : ElementScan.list(utf8, from);
        if (scanned == null) {
            return new ResponseBody(DocumentJson.received(utf8, 0, utf8.length), null);
        }
        var rest = new ByteArrayOutputStream();
        rest.write(utf8, 0, from);
        rest.write(utf8, scanned.end(), utf8.length - scanned.end());
        var members = DocumentJson.received(rest.toByteArray(), 0, rest.size());
        var data = members.path("Data");
        return new ResponseBody(members, data.isArray() && data.isEmpty() ? scanned.elements() : null);
    }

    /** Returns the offset just after the opening bracket of Data; negative if Data is not a list. */
    private static int startOfData(byte[] utf8) {
        try (var parser = DocumentJson.tokens(utf8)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var isData = parser.currentName().equals("Data");
                    if (parser.nextToken() == JsonToken.START_ARRAY && isData) {
                        return Math.toIntExact(parser.currentLocation().getByteOffset());
                    }
                    parser.skipChildren();
                }
            }
            return -1;
        } catch (JacksonException e) {
            return -1; // parsing the whole response reports the error better
        }
    }
}

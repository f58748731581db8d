package org.imageinventory.listimage.json;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * An answer's JSON. The list of images, nearly all of it, is only cut into its elements: most of them are known by their
 * texts and never parsed.
 *
 * @param members the answer without the elements of {@code Data}; missing if it is empty
 * @param data the elements of {@code Data} in their order; null if that is no list, or there are two
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

    /** Just behind the opening bracket; negative if Data is no list. */
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
            return -1; // parsed as a whole, it tells better what is wrong
        }
    }
}

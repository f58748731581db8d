package org.imageinventory.listimage.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imageinventory.image.Image;
import org.imageinventory.listimage.json.JsonCursor.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a JSON list. For each element it finds the start, the end, the {@code ImageId}, and whether a parser would
 * refuse the element. This costs much less than parsing.
 */
public final class ElementScan {

    private static final byte[] IMAGE_ID = "\"ImageId\"".getBytes(US_ASCII);

    private final byte[] json;
    private final JsonCursor cursor;

    /** Whether an element is JSON. */
    public enum Text {
        JSON,
        /** JSON, but some of its strings contain bytes that are not UTF-8. */
        NOT_UTF8,
        /** Not JSON. Its end is guessed from its brackets and quotes. */
        NOT_JSON
    }

    /**
     * The position of an element.
     *
     * @param to the offset just after it
     * @param imageId its {@code ImageId} if that occurs once and is a string of visible ASCII characters; null if only
     *     a parser can determine it
     */
    public record Element(int from, int to, @Nullable String imageId, Text text) {}

    /**
     * The elements of a list.
     *
     * @param end the offset of the closing bracket
     */
    public record Elements(List<Element> elements, int end) {}

    private ElementScan(byte[] json, int from) {
        this.json = json;
        this.cursor = new JsonCursor(json, from);
    }

    /**
     * Scans a list.
     *
     * @param from the offset just after the opening bracket
     * @return the elements; null if the end of the list cannot be found
     */
    public static @Nullable Elements list(byte[] json, int from) {
        try {
            return new ElementScan(json, from).list();
        } catch (NotJsonException e) {
            return null;
        }
    }

    private Elements list() {
        var elements = new ArrayList<Element>();
        var more = cursor.next() != ']';
        while (more) {
            cursor.next();
            elements.add(element(cursor.at()));
            more = cursor.comma(']');
        }
        return new Elements(elements, cursor.at());
    }

    private Element element(int from) {
        cursor.moveTo(from);
        try {
            var imageId = element();
            var to = cursor.at();
            // Any other byte belongs to the element. Then the element is not JSON.
            var end = cursor.next();
            if (end == ',' || end == ']') {
                return new Element(from, to, imageId, cursor.isUtf8() ? Text.JSON : Text.NOT_UTF8);
            }
        } catch (NotJsonException e) {
            // Its end is found below.
        }
        cursor.moveTo(endOfBroken(from));
        return new Element(from, cursor.at(), null, Text.NOT_JSON);
    }

    /** Moves past an element and returns its ImageId; null if only a parser can determine it. */
    private @Nullable String element() {
        if (json[cursor.at()] != '{') {
            cursor.value();
            return null;
        }
        String imageId = null;
        var beyondDoubt = true;
        cursor.expect('{');
        var more = cursor.next() != '}';
        while (more) {
            cursor.next();
            var from = cursor.at();
            // A name with an escape may also be ImageId.
            beyondDoubt &= cursor.text();
            var isImageId = Arrays.equals(json, from, cursor.at(), IMAGE_ID, 0, IMAGE_ID.length);
            cursor.expect(':');
            cursor.next();
            from = cursor.at();
            cursor.value();
            if (isImageId) {
                beyondDoubt &= imageId == null;
                imageId = visibleAscii(from, cursor.at());
                beyondDoubt &= imageId != null;
            }
            more = cursor.comma('}');
        }
        cursor.expect('}');
        return beyondDoubt ? imageId : null;
    }

    /**
     * Returns the end of an element that is not JSON: the first comma outside its brackets and strings, or the end of
     * the list. Brackets may be missing or wrong. So a closing bracket closes the innermost open bracket of its kind
     * and all brackets inside that one. If none of its kind is open, it closes the innermost bracket. After a wrong
     * guess, the list ends too early or never. Then the rest of the response is not JSON.
     */
    private int endOfBroken(int from) {
        var open = new StringBuilder();
        for (var i = from; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> i = endOfText(i);
                case '{', '[' -> open.append((char) json[i]);
                case '}', ']' -> {
                    if (open.isEmpty() && json[i] == ']') {
                        return i;
                    }
                    var like = open.lastIndexOf(json[i] == ']' ? "[" : "{");
                    open.setLength(like >= 0 ? like : Math.max(0, open.length() - 1));
                }
                case ',' -> {
                    if (open.isEmpty()) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new NotJsonException();
    }

    /** Returns the offset of the quote that ends a string. Does not check what is in the string. */
    private int endOfText(int from) {
        for (var i = from + 1; i < json.length; i++) {
            if (json[i] == '"') {
                return i;
            }
            i += json[i] == '\\' ? 1 : 0;
        }
        throw new NotJsonException();
    }

    private @Nullable String visibleAscii(int from, int to) {
        if (json[from] != '"' || to - from < 3 || to - from > Image.LONGEST_ID + 2) {
            return null;
        }
        for (var i = from + 1; i < to - 1; i++) {
            if (json[i] <= ' ' || json[i] >= 127 || json[i] == '\\') {
                return null;
            }
        }
        return new String(json, from + 1, to - from - 2, US_ASCII);
    }
}

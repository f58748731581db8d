package org.imageinventory.listimage.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imageinventory.image.Image;
import org.imageinventory.listimage.json.JsonCursor.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the elements of a JSON list begin and end, which images they are, and which of them a parser would refuse,
 * at a fraction of what parsing costs.
 */
public final class ElementScan {

    private static final byte[] IMAGE_ID = "\"ImageId\"".getBytes(US_ASCII);

    private final byte[] json;
    private final JsonCursor cursor;

    /** What an element's bytes are. */
    public enum Text {
        JSON,
        /** JSON, except that its texts have bytes that are not UTF-8. */
        NOT_UTF8,
        /** Not JSON. Its end is where its brackets and quotes say. */
        NOT_JSON
    }

    /**
     * An element's place.
     *
     * @param to just behind it
     * @param imageId its {@code ImageId} where that is beyond doubt: named once, and a text of visible ASCII characters
     */
    public record Element(int from, int to, @Nullable String imageId, Text text) {}

    /**
     * A list.
     *
     * @param end where its closing bracket is
     */
    public record Elements(List<Element> elements, int end) {}

    private ElementScan(byte[] json, int from) {
        this.json = json;
        this.cursor = new JsonCursor(json, from);
    }

    /**
     * Scans a list.
     *
     * @param from just behind its opening bracket
     * @return null if its end cannot be found
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
            // What follows and is not the list's belongs to the element, which is not JSON then.
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

    /** Moves past an element and returns its ImageId. */
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
            // A name with an escape in it may be this one, too.
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
     * Where an element that is not JSON ends: at the first comma outside its brackets and texts, or where the list ends. A
     * bracket may be lost or another one, so a closing one closes down to its like, or the innermost if there is none. A
     * wrong guess ends the list too early or never; then what is left of the response is not JSON.
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

    /** The quote that ends a text, whatever is in it. */
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

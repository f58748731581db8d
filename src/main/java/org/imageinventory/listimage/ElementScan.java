package org.imageinventory.listimage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imageinventory.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the elements of a JSON list begin and end, and which images they are, at a fraction of what parsing costs.
 * What it finds is not known to be JSON yet.
 */
final class ElementScan {

    private static final byte[] IMAGE_ID = "\"ImageId\"".getBytes(US_ASCII);

    private final byte[] json;
    private int at;

    /**
     * An element's place.
     *
     * @param to just behind it
     * @param imageId its {@code ImageId} where that is beyond doubt: named once, and a text of visible ASCII characters
     */
    record Element(int from, int to, @Nullable String imageId) {}

    /**
     * A list.
     *
     * @param end where its closing bracket is
     */
    record Elements(List<Element> elements, int end) {}

    /** What cannot be JSON, or has no end. */
    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private ElementScan(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * Scans a list.
     *
     * @param from just behind its opening bracket
     * @return null if a parser would not get to its end
     */
    static @Nullable Elements list(byte[] json, int from) {
        try {
            return new ElementScan(json, from).list();
        } catch (NotJson e) {
            return null;
        }
    }

    private Elements list() {
        var elements = new ArrayList<Element>();
        while (next() != ']') {
            var from = at;
            String imageId = null;
            if (json[at] == '{') {
                imageId = object();
            } else {
                value();
            }
            elements.add(new Element(from, at, imageId));
            separator(']');
        }
        return new Elements(elements, at);
    }

    /** Passes over an object and tells its ImageId. */
    private @Nullable String object() {
        String imageId = null;
        var beyondDoubt = true;
        at++;
        while (next() != '}') {
            var from = at;
            // A name with an escape in it may be this one, too.
            beyondDoubt &= text();
            var isImageId = Arrays.equals(json, from, at, IMAGE_ID, 0, IMAGE_ID.length);
            if (next() != ':') {
                throw new NotJson();
            }
            at++;
            next();
            from = at;
            value();
            if (isImageId) {
                beyondDoubt &= imageId == null;
                imageId = visibleAscii(from, at);
                beyondDoubt &= imageId != null;
            }
            separator('}');
        }
        at++;
        return beyondDoubt ? imageId : null;
    }

    private void value() {
        switch (json[at]) {
            case '"' -> text();
            case '{', '[' -> nested();
            default -> bare();
        }
    }

    /** Passes over a text and tells whether it is without escapes. */
    private boolean text() {
        if (json[at] != '"') {
            throw new NotJson();
        }
        var plain = true;
        var i = at + 1;
        while (i < json.length && json[i] != '"') {
            if (json[i] == '\\') {
                plain = false;
                i++;
            }
            i++;
        }
        if (i >= json.length) {
            throw new NotJson();
        }
        at = i + 1;
        return plain;
    }

    private void nested() {
        var depth = 0;
        do {
            switch (next()) {
                case '"' -> text();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    /** Passes over a number, true, false or null. */
    private void bare() {
        var from = at;
        while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        if (at == from) {
            throw new NotJson();
        }
    }

    /** Passes over a comma, unless the end comes next. */
    private void separator(char end) {
        var next = next();
        if (next == ',') {
            at++;
        } else if (next != end) {
            throw new NotJson();
        }
    }

    /** Passes over white space and tells what follows. */
    private byte next() {
        while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        if (at >= json.length) {
            throw new NotJson();
        }
        return json[at];
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

package org.imageinventory.image;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * JSON in its canonical form, which is the same for equivalent values. Object keys are sorted. Members that are null or
 * an empty list are left out. Array elements are sorted, without exact duplicates.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    /** Returns the canonical form. Uses a loop, because recursion over the deepest document could exhaust the stack. */
    static String of(JsonNode root) {
        var open = new ArrayDeque<Open>();
        JsonNode next = root;
        while (true) {
            if (next.isContainer()) {
                open.push(new Open(next));
            } else if (open.isEmpty()) {
                return leaf(next);
            } else {
                open.element().add(leaf(next));
            }
            while (!open.element().hasNext()) {
                var json = open.pop().json();
                if (open.isEmpty()) {
                    return json;
                }
                open.element().add(json);
            }
            next = open.element().next();
        }
    }

    private static String leaf(JsonNode value) {
        return value.isNumber() ? number(value) : value.toString();
    }

    /** A container whose values are being written. */
    private static final class Open {

        private final Iterator<Map.Entry<String, JsonNode>> members;
        private final Iterator<JsonNode> elements;
        private final boolean isObject;
        private final TreeMap<String, String> written = new TreeMap<>();
        private String name = "";

        Open(JsonNode container) {
            this.isObject = container.isObject();
            this.members = container.properties().stream()
                    .filter(member -> !isNothing(member.getValue()))
                    .iterator();
            this.elements = isObject ? Collections.emptyIterator() : container.iterator();
        }

        boolean hasNext() {
            return isObject ? members.hasNext() : elements.hasNext();
        }

        JsonNode next() {
            if (!isObject) {
                return elements.next();
            }
            var member = members.next();
            name = member.getKey();
            return member.getValue();
        }

        /**
         * Adds the text of the last value. The text of an array element is also its key, so elements are sorted by it.
         */
        void add(String json) {
            written.put(isObject ? name : json, json);
        }

        String json() {
            if (!isObject) {
                return "[" + String.join(",", written.values()) + "]";
            }
            var json = new StringBuilder("{");
            written.forEach((member, value) -> json.append(json.length() > 1 ? "," : "")
                    .append(quote(member))
                    .append(':')
                    .append(value));
            return json.append('}').toString();
        }
    }

    /** Whether a value is equivalent to an absent one: null or an empty list. */
    static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }

    /** Returns the digits as jsonb returns them, so that a stored document reads like the received one. */
    static String number(JsonNode value) {
        return value.isIntegralNumber()
                ? value.asString()
                : value.decimalValue().stripTrailingZeros().toPlainString();
    }

    static String quote(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }
}

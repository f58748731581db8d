package org.imageinventory.image;

import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * JSON in the one form that is the same for values that mean the same: object keys sorted, members without a value or
 * with an empty list left out, an array's elements sorted and exact duplicates once.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            var members = new TreeMap<String, String>();
            for (var member : value.properties()) {
                if (!isNothing(member.getValue())) {
                    members.put(member.getKey(), of(member.getValue()));
                }
            }
            var json = new StringBuilder("{");
            members.forEach((name, member) -> json.append(json.length() > 1 ? "," : "")
                    .append(quote(name))
                    .append(':')
                    .append(member));
            return json.append('}').toString();
        }
        if (value.isArray()) {
            var elements = new TreeSet<String>();
            // Here and wherever nesting is followed: by a loop, as a lambda takes three times as much of the stack.
            for (var element : value) {
                elements.add(of(element));
            }
            return "[" + String.join(",", elements) + "]";
        }
        return value.isNumber() ? number(value) : value.toString();
    }

    /** Null, absent and an empty list are the same. */
    static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }

    /** The digits as jsonb gives them back, so that a stored document reads as the received one did. */
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

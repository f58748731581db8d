package org.imageinventory.image;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Replaces what PostgreSQL's jsonb and text refuse: U+0000 and unpaired surrogates become U+FFFD, numbers of more than a
 * thousand digits before or behind the point become texts. Everything replaced is listed.
 */
final class Scrub {

    private static final int MOST_DIGITS = 1000;
    private static final char REPLACEMENT = '\uFFFD';

    private final List<Anomaly> anomalies;

    Scrub(List<Anomaly> anomalies) {
        this.anomalies = anomalies;
    }

    /** The same node if it is clean, which it nearly always is. */
    JsonNode scrub(JsonNode node, String path) {
        return isClean(node) ? node : copy(node, path);
    }

    private static boolean isClean(JsonNode node) {
        if (node.isString()) {
            return isClean(node.stringValue());
        }
        if (node.isNumber()) {
            return !isHuge(node);
        }
        if (node.isObject()) {
            for (var member : node.properties()) {
                if (!isClean(member.getKey()) || !isClean(member.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (var element : node) {
            if (!isClean(element)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode copy(JsonNode node, String path) {
        var nodes = JsonNodeFactory.instance;
        if (node.isObject()) {
            var object = nodes.objectNode();
            for (var member : node.properties()) {
                var name = clean(member.getKey());
                var at = path.isEmpty() ? name : path + "." + name;
                var value = copy(member.getValue(), at);
                object.set(name, value);
                if (!isClean(member.getKey())) {
                    malformed(at, value);
                }
            }
            return object;
        }
        if (node.isArray()) {
            var array = nodes.arrayNode();
            for (var element : node) {
                array.add(copy(element, path + "[]"));
            }
            return array;
        }
        if (isClean(node)) {
            return node;
        }
        var replaced = nodes.stringNode(node.isString() ? clean(node.stringValue()) : node.toString());
        malformed(path, replaced);
        return replaced;
    }

    private void malformed(String field, JsonNode example) {
        anomalies.add(new Anomaly(field, Anomaly.Type.MALFORMED, DocumentJson.write(example)));
    }

    private static boolean isHuge(JsonNode number) {
        var isLong = number.isIntegralNumber() && number.canConvertToLong();
        return !isLong && isHuge(number.decimalValue());
    }

    /** By the digits before and behind the point, as jsonb gives them back: it knows no exponents. */
    private static boolean isHuge(BigDecimal number) {
        return (long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS;
    }

    private static boolean isClean(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String clean(String text) {
        var cleaned = new StringBuilder(text);
        for (var i = 0; i < text.length(); i++) {
            if (isPair(text, i)) {
                i++;
            } else if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned.toString();
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}

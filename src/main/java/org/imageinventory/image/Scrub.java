package org.imageinventory.image;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The replacement of values that PostgreSQL's jsonb and text refuse. U+0000 and unpaired surrogates become U+FFFD.
 * Numbers with too many digits, and values that could not be read, become texts. Each replacement is listed as an
 * anomaly.
 */
final class Scrub {

    /** A longer path is not extended, because the path of a deeply nested value grows with each level. */
    private static final int LONGEST_PATH = 500;

    private static final char REPLACEMENT = '\uFFFD';

    private final List<Anomaly> anomalies;

    Scrub(List<Anomaly> anomalies) {
        this.anomalies = anomalies;
    }

    /** Returns the same node if it is clean, as nearly all nodes are; otherwise a clean copy. */
    JsonNode scrub(JsonNode node, String path) {
        return isClean(node) ? node : copy(node, path);
    }

    private static boolean isClean(JsonNode node) {
        if (node.isString()) {
            return !(node instanceof UnstorableNode) && isClean(node.stringValue());
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

    /** A container that is being copied: its copy, and its remaining values, with their names if it is an object. */
    private record Open(ContainerNode<?> copy, String path, Iterator<String> names, Iterator<JsonNode> values) {}

    /** Copies a node. Uses a loop, because recursion over the deepest document could exhaust the stack. */
    private JsonNode copy(JsonNode root, String rootPath) {
        var renamed = new ArrayList<Map.Entry<String, JsonNode>>();
        var open = new ArrayDeque<Open>();
        var copied = begin(root, rootPath, open);
        while (!open.isEmpty()) {
            var innermost = open.element();
            if (!innermost.values().hasNext()) {
                open.pop();
                continue;
            }
            var value = innermost.values().next();
            if (innermost.copy() instanceof ObjectNode object) {
                var received = innermost.names().next();
                var name = clean(received);
                var at = innermost.path().isEmpty() ? name : below(innermost.path(), "." + name);
                var member = begin(value, at, open);
                object.set(name, member);
                if (!isClean(received)) {
                    renamed.add(Map.entry(at, member));
                }
            } else if (innermost.copy() instanceof ArrayNode list) {
                list.add(begin(value, below(innermost.path(), "[]"), open));
            }
        }
        renamed.forEach(member -> malformed(member.getKey(), member.getValue()));
        return copied;
    }

    /** Returns the copy of a value: an empty container that is filled later, or a value that can be stored. */
    private JsonNode begin(JsonNode value, String path, Deque<Open> open) {
        if (value.isContainer()) {
            ContainerNode<?> copy =
                    value.isObject() ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
            open.push(new Open(
                    copy, path, value.propertyNames().iterator(), value.values().iterator()));
            return copy;
        }
        if (isClean(value)) {
            return value;
        }
        var text = value.isString() ? clean(value.stringValue()) : value.toString();
        var replaced = JsonNodeFactory.instance.stringNode(text);
        malformed(path, replaced);
        return replaced;
    }

    private static String below(String path, String step) {
        return path.length() > LONGEST_PATH ? path : path + step;
    }

    private void malformed(String field, JsonNode example) {
        anomalies.add(new Anomaly(field, Anomaly.Type.MALFORMED, DocumentJson.write(example)));
    }

    private static boolean isHuge(JsonNode number) {
        var isLong = number.isIntegralNumber() && number.canConvertToLong();
        return !isLong && isHuge(number.decimalValue());
    }

    /** Counts the digits before and after the decimal point as jsonb returns them, which is without an exponent. */
    private static boolean isHuge(BigDecimal number) {
        return (long) number.precision() - number.scale() > JsonLimits.MOST_DIGITS
                || number.scale() > JsonLimits.MOST_DIGITS;
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

package org.imageinventory.image;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A reader of any JSON. Values with too many levels or digits become {@linkplain UnstorableNode text}. */
final class ReceivedJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final JsonParser parser;

    private ReceivedJson(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /**
     * Parses a text. Returns a missing node if it is only white space.
     *
     * @throws JacksonException if the text is not JSON
     */
    static JsonNode read(String text) {
        try (var parser = JsonLimits.UNLIMITED.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            var value = new ReceivedJson(text, parser).value();
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more follows the value");
            }
            return value;
        }
    }

    /** Reads a value. It uses a loop, because recursion would use more of the stack than all later code. */
    private JsonNode value() {
        var open = new ArrayDeque<ContainerNode<?>>();
        var value = node(0);
        for (var node = value; ; node = next(open)) {
            if (node instanceof ContainerNode<?> container) {
                open.push(container);
            }
            while (!open.isEmpty() && parser.nextToken().isStructEnd()) {
                open.pop();
            }
            if (open.isEmpty()) {
                return value;
            }
        }
    }

    /** Adds the next value to the innermost container. */
    private JsonNode next(Deque<ContainerNode<?>> open) {
        if (open.element() instanceof ObjectNode object) {
            var name = parser.currentName();
            parser.nextToken();
            var node = node(open.size());
            object.set(name, node);
            return node;
        }
        var node = node(open.size());
        ((ArrayNode) open.element()).add(node);
        return node;
    }

    /**
     * Returns the current token's value; for a container, an empty node.
     *
     * @param level how many containers are around it
     */
    private JsonNode node(int level) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> level < JsonLimits.DEEPEST ? NODES.objectNode() : asText();
            case START_ARRAY -> level < JsonLimits.DEEPEST ? NODES.arrayNode() : asText();
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new StreamReadException(parser, "not a value: " + parser.currentToken());
        };
    }

    private JsonNode asText() {
        var from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return new UnstorableNode(
                text.substring(from, (int) parser.currentLocation().getCharOffset()));
    }

    /** Checks the length first, because the time to parse digits grows with the square of their number. */
    private JsonNode number(String digits) {
        if (digits.length() > JsonLimits.LONGEST_NUMBER) {
            return new UnstorableNode(digits);
        }
        try {
            return switch (parser.getNumberType()) {
                case INT -> NODES.numberNode(parser.getIntValue());
                case LONG -> NODES.numberNode(parser.getLongValue());
                case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
                case FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getDecimalValue());
            };
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return new UnstorableNode(digits); // the exponent is too large for a number
        }
    }
}

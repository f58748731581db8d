package org.imageinventory.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generated elements of {@code Data[]}. They have few and short values, so that elements are often almost equal. */
final class RandomElements {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of("", "a", "b", "a]", "[a", "\"", "😀", "a,b", "0");

    private final Random random;

    RandomElements(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode next() {
        var element = NODES.objectNode().put("ImageId", "i-1");
        for (var field : ScalarField.values()) {
            if (random.nextInt(3) == 0) {
                element.set(field.apiName(), value(field.kind()));
            }
        }
        for (var field : ListField.values()) {
            if (random.nextInt(3) > 0) {
                element.set(field.apiName(), list(field, random.nextInt(4)));
            }
        }
        if (random.nextBoolean()) {
            element.set("Unknown" + random.nextInt(2), anything(3));
        }
        return element;
    }

    /** Returns a copy with one field or list element added, removed or changed. The change may have no effect. */
    ObjectNode changed(ObjectNode element) {
        var copy = element.deepCopy();
        if (random.nextBoolean()) {
            var field = pick(List.of(ScalarField.values()));
            if (random.nextInt(4) == 0) {
                copy.remove(field.apiName());
            } else {
                copy.set(field.apiName(), value(field.kind()));
            }
            return copy;
        }
        var field = pick(List.of(ListField.values()));
        var old = copy.get(field.apiName()) instanceof ArrayNode array ? array : NODES.arrayNode();
        if (!old.isEmpty() && random.nextBoolean()) {
            old.remove(random.nextInt(old.size()));
        } else {
            old.addAll(list(field, 1));
        }
        copy.set(field.apiName(), old);
        return copy;
    }

    /** Returns a copy in which some region states are repeated with another progress or none. */
    ObjectNode withOtherProgress(ObjectNode element) {
        var copy = element.deepCopy();
        if (copy.get(ListField.REGION_STATE.apiName()) instanceof ArrayNode states) {
            for (var state : List.copyOf(states.values())) {
                if (state instanceof ObjectNode object && random.nextBoolean()) {
                    var other = object.deepCopy();
                    other.remove("Progress");
                    states.add(random.nextBoolean() ? other : other.put("Progress", random.nextInt(101)));
                }
            }
        }
        return copy;
    }

    /**
     * Returns an equivalent copy: other order of members and elements, duplicates, and added or removed nulls and empty
     * lists.
     */
    ObjectNode restated(ObjectNode element) {
        var members = new ArrayList<>(element.properties());
        Collections.shuffle(members, random);
        var copy = NODES.objectNode();
        for (var member : members) {
            copy.set(member.getKey(), restated(member.getValue()));
        }
        for (var field : ScalarField.values()) {
            if (!copy.has(field.apiName()) && random.nextBoolean()) {
                copy.putNull(field.apiName());
            }
        }
        for (var field : ListField.values()) {
            if (copy.path(field.apiName()).isEmpty()) {
                copy.set(field.apiName(), pick(List.of(NODES.nullNode(), NODES.arrayNode())));
            }
        }
        return copy;
    }

    private JsonNode restated(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return restatedObject(object);
        }
        if (!(value instanceof ArrayNode array)) {
            return value;
        }
        var elements = new ArrayList<JsonNode>();
        for (var element : array) {
            elements.add(restated(element));
            if (random.nextInt(3) == 0) {
                elements.add(restated(element));
            }
        }
        Collections.shuffle(elements, random);
        return NODES.arrayNode().addAll(elements);
    }

    private ObjectNode restatedObject(ObjectNode object) {
        var members = new ArrayList<>(object.properties());
        Collections.shuffle(members, random);
        var copy = NODES.objectNode();
        members.forEach(member -> copy.set(member.getKey(), restated(member.getValue())));
        if (random.nextBoolean()) {
            copy.putNull("Nothing");
        }
        return copy;
    }

    private JsonNode value(ValueType kind) {
        if (random.nextInt(8) == 0) {
            return anything(2);
        }
        return switch (kind) {
            case TEXT -> NODES.stringNode(pick(TEXTS));
            case INTEGER, BIGINT -> NODES.numberNode(random.nextInt(4));
            case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
            case TIME -> NODES.stringNode("2025-04-25 15:13:0" + random.nextInt(4));
            case PERCENT -> NODES.stringNode(random.nextInt(4) + "%");
        };
    }

    private ArrayNode list(ListField field, int size) {
        var list = NODES.arrayNode();
        for (var i = 0; i < size; i++) {
            list.add(element(field));
        }
        return list;
    }

    private JsonNode element(ListField field) {
        if (random.nextInt(12) == 0) {
            return anything(2);
        }
        if (field.members().isEmpty()) {
            return NODES.stringNode(pick(TEXTS));
        }
        var object = NODES.objectNode();
        for (var member : field.members()) {
            if (random.nextInt(3) > 0) {
                object.set(member.apiName(), value(member.kind()));
            }
        }
        if (random.nextInt(6) == 0) {
            object.set("Unknown", anything(2));
        }
        return object;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> NODES.stringNode(pick(TEXTS));
            case 1 -> NODES.numberNode(random.nextInt(3));
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.arrayNode().add(anything(depth - 1)).add(anything(depth - 1));
            default -> NODES.objectNode().set("m" + random.nextInt(2), anything(depth - 1));
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

package org.imageinventory.image;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A reading of one image's document. It sorts the members into scalars, lists and extras. */
final class ImageReading {

    private static final Map<String, ScalarField> SCALARS = new HashMap<>();
    private static final Map<String, ListField> LISTS = new HashMap<>();

    static {
        for (var field : ScalarField.values()) {
            SCALARS.put(field.apiName(), field);
        }
        for (var field : ListField.values()) {
            LISTS.put(field.apiName(), field);
        }
    }

    private final String imageId;
    private final ZoneId zone;
    private final List<Anomaly> anomalies;
    private final EnumMap<ScalarField, Object> scalars = new EnumMap<>(ScalarField.class);
    private final EnumMap<ListField, TreeSet<ListElement>> lists = new EnumMap<>(ListField.class);
    private final TreeMap<String, TreeSet<String>> extras = new TreeMap<>();

    ImageReading(String imageId, ZoneId zone, List<Anomaly> anomalies) {
        this.imageId = imageId;
        this.zone = zone;
        this.anomalies = anomalies;
    }

    Image read(ObjectNode document) {
        for (var member : document.properties()) {
            readMember(member.getKey(), member.getValue());
        }
        var sorted = new EnumMap<ListField, List<ListElement>>(ListField.class);
        lists.forEach((field, elements) -> sorted.put(field, List.copyOf(elements)));
        var leftOver = new TreeMap<String, String>();
        extras.forEach((path, values) ->
                leftOver.put(path, values.size() == 1 ? values.first() : "[" + String.join(",", values) + "]"));
        return new Image(imageId, scalars, sorted, Collections.unmodifiableSortedMap(leftOver), document);
    }

    private void readMember(String name, JsonNode value) {
        var scalar = SCALARS.get(name);
        if (scalar != null) {
            readScalar(scalar, value);
            return;
        }
        var list = LISTS.get(name);
        if (list != null) {
            readList(list, value);
            return;
        }
        if (!name.equals("ImageId")) {
            leftOver(name, inPath(name), Anomaly.Type.UNKNOWN, value);
        }
    }

    private void readScalar(ScalarField field, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        var read = field.kind().read(value, zone);
        if (read == null) {
            leftOver(field.apiName(), field.apiName(), Anomaly.Type.MALFORMED, value);
            return;
        }
        scalars.put(field, read);
    }

    private void readList(ListField field, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> readElement(field, element));
        } else if (field.mayHoldJson() && value.isString()) {
            readText(field, value);
        } else if (!value.isNull()) {
            leftOver(field.apiName(), field.apiName(), Anomaly.Type.MALFORMED, value);
        }
    }

    private void readElement(ListField field, JsonNode element) {
        if (element.isNull()) {
            return;
        }
        if (field.holdsTexts()) {
            readText(field, element);
        } else if (element.isObject()) {
            readObject(field, element);
        } else {
            malformedElement(field, element);
        }
    }

    private void readText(ListField field, JsonNode element) {
        if (field.mayHoldJson() && element.isArray()) {
            readNested(field, element);
            return;
        }
        if (!(ValueType.TEXT.read(element, zone) instanceof String text)) {
            malformedElement(field, element);
            return;
        }
        var inner = field.mayHoldJson() ? InnerArray.read(text) : null;
        if (inner == null) {
            add(field, ListElement.of(text));
        } else {
            readInner(field, inner);
        }
    }

    /** Reads the elements of nested lists. It uses a loop, because they may be as deep as a document. */
    private void readNested(ListField field, JsonNode list) {
        var left = new ArrayDeque<JsonNode>();
        left.push(list);
        while (!left.isEmpty()) {
            var next = left.pop();
            if (next.isArray()) {
                next.forEach(left::push);
            } else {
                readElement(field, next);
            }
        }
    }

    private void readInner(ListField field, JsonNode inner) {
        for (var value : new Scrub(anomalies).scrub(inner, field.apiName() + "[]")) {
            if (ValueType.TEXT.read(value, zone) instanceof String inside) {
                add(field, ListElement.of(inside));
            } else if (!value.isNull()) {
                malformedElement(field, value);
            }
        }
    }

    private void readObject(ListField field, JsonNode element) {
        var members = field.members();
        var values = new Object[members.size()];
        for (var i = 0; i < values.length; i++) {
            var value = element.get(members.get(i).apiName());
            values[i] = value == null || value.isNull()
                    ? null
                    : members.get(i).kind().read(value, zone);
        }
        add(field, ListElement.of(values));
        for (var member : element.properties()) {
            readLeftOver(field, values, member.getKey(), member.getValue());
        }
    }

    private void readLeftOver(ListField field, Object[] values, String name, JsonNode value) {
        var known = field.member(name);
        if (known != null && (value.isNull() || values[field.members().indexOf(known)] != null)) {
            return;
        }
        var repeatsImageId = field == ListField.REGION_STATE && name.equals("ImageId");
        if (repeatsImageId && (value.isNull() || value.asString("").equals(imageId))) {
            return;
        }
        var key = values[0] == null ? "" : values[0];
        leftOver(
                field.apiName() + "[]." + name,
                field.apiName() + "[" + key + "]." + inPath(name),
                known != null || repeatsImageId ? Anomaly.Type.MALFORMED : Anomaly.Type.UNKNOWN,
                value);
    }

    private void add(ListField field, ListElement element) {
        lists.computeIfAbsent(field, key -> new TreeSet<>()).add(element);
    }

    /** Records a malformed element. Its path differs from that of an element with an empty key. */
    private void malformedElement(ListField field, JsonNode value) {
        leftOver(field.apiName() + "[]", field.apiName() + "[]?", Anomaly.Type.MALFORMED, value);
    }

    /** Returns a name for use in a path: quoted if it could be mistaken for a path itself. */
    private static String inPath(String name) {
        return name.chars().anyMatch(c -> "[].\"".indexOf(c) >= 0) ? CanonicalJson.quote(name) : name;
    }

    private void leftOver(String field, String path, Anomaly.Type type, JsonNode value) {
        anomalies.add(new Anomaly(field, type, DocumentJson.write(value)));
        if (!CanonicalJson.isNothing(value)) {
            extras.computeIfAbsent(path, key -> new TreeSet<>()).add(CanonicalJson.of(value));
        }
    }
}

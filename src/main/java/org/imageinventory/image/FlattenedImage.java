package org.imageinventory.image;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An image as a sequence of facts. Each fact is an API path and a JSON value. Two images are equivalent exactly if
 * their facts are equal, and a change is a fact that differs. Fingerprints and differences both use the facts, so they
 * cannot disagree.
 */
final class FlattenedImage {

    /** A receiver of facts. */
    interface Sink {
        /** Receives a fact. A volatile fact is kept current but has no history. */
        void fact(boolean isVolatile, String path, String json);
    }

    private final Set<String> volatileFields;

    FlattenedImage(Set<String> volatileFields) {
        this.volatileFields = volatileFields;
    }

    /** Passes the image's facts to the sink, in an order that depends only on the image. */
    void report(Image image, Sink sink) {
        image.scalars().forEach((field, value) -> sink.fact(isVolatile(field.apiName()), field.apiName(), json(value)));
        image.lists().forEach((field, elements) -> {
            if (field.holdsTexts()) {
                reportTexts(field, elements, sink);
            } else {
                reportObjects(field, elements, sink);
            }
        });
        image.extras().forEach((path, json) -> sink.fact(isVolatile(withoutKeys(path)), path, json));
    }

    private void reportTexts(ListField field, List<ListElement> elements, Sink sink) {
        for (var element : elements) {
            var text = String.valueOf(element.values().get(0));
            sink.fact(isVolatile(field.apiName()), path(field, text), CanonicalJson.quote(text));
        }
    }

    /** Reports a list of objects. Elements with the same key are adjacent, because the list is sorted by key. */
    private void reportObjects(ListField field, List<ListElement> elements, Sink sink) {
        for (var from = 0; from < elements.size(); ) {
            var key = key(elements.get(from));
            var to = from + 1;
            while (to < elements.size() && key(elements.get(to)).equals(key)) {
                to++;
            }
            var group = elements.subList(from, to);
            if (field.comparedByMember() && group.get(0).values().get(0) != null && isOneState(field, group)) {
                reportMembers(field, group, sink);
            } else {
                reportGroup(field, group, sink);
            }
            from = to;
        }
    }

    /** Whether elements with the same key differ only in volatile members. Then history has them as one element. */
    private boolean isOneState(ListField field, List<ListElement> group) {
        return group.size() == 1
                || group.stream()
                                .map(element -> elementJson(field, element, false))
                                .distinct()
                                .count()
                        == 1;
    }

    /** Reports the members of an element one by one, but the volatile members of several elements together. */
    private void reportMembers(ListField field, List<ListElement> group, Sink sink) {
        var element = group.get(0);
        var path = path(field, key(element));
        var bare = true;
        for (var i = 1; i < element.values().size(); i++) {
            var value = element.values().get(i);
            if (value != null) {
                var member = field.members().get(i).apiName();
                var isVolatile = isVolatile(field.apiName() + "." + member);
                if (!isVolatile || group.size() == 1) {
                    sink.fact(isVolatile, path + "." + member, json(value));
                }
                bare &= isVolatile;
            }
        }
        if (bare) {
            sink.fact(isVolatile(field.apiName()), path, "{}");
        }
        if (group.size() > 1) {
            sink.fact(true, path, groupJson(field, group, true));
        }
    }

    private void reportGroup(ListField field, List<ListElement> group, Sink sink) {
        var path = path(field, key(group.get(0)));
        if (isVolatile(field.apiName())) {
            sink.fact(true, path, groupJson(field, group, true));
            return;
        }
        sink.fact(false, path, groupJson(field, group, false));
        if (field.members().stream().anyMatch(member -> isVolatile(field.apiName() + "." + member.apiName()))) {
            sink.fact(true, path, groupJson(field, group, true));
        }
    }

    private String groupJson(ListField field, List<ListElement> group, boolean withVolatile) {
        var jsons = group.stream()
                .map(element -> elementJson(field, element, withVolatile))
                .distinct()
                .sorted()
                .toList();
        return jsons.size() == 1 ? jsons.get(0) : "[" + String.join(",", jsons) + "]";
    }

    /**
     * Returns the value of a pair, or any other element as an object. The object has its key only if that is empty,
     * because any other key is in the path.
     */
    private String elementJson(ListField field, ListElement element, boolean withVolatile) {
        var values = element.values();
        if (values.size() == 2 && values.get(0) != null && values.get(1) != null) {
            return json(values.get(1));
        }
        var json = new StringBuilder("{");
        for (var i = 0; i < values.size(); i++) {
            var member = field.members().get(i).apiName();
            var inPath = i == 0 && !key(element).isEmpty();
            if (values.get(i) != null && !inPath && (withVolatile || !isVolatile(field.apiName() + "." + member))) {
                json.append(json.length() > 1 ? "," : "")
                        .append(CanonicalJson.quote(member))
                        .append(':')
                        .append(json(values.get(i)));
            }
        }
        return json.append('}').toString();
    }

    private static String path(ListField field, String key) {
        return field.apiName() + "[" + key + "]";
    }

    private static String key(ListElement element) {
        var key = element.values().get(0);
        return key == null ? "" : key.toString();
    }

    private static String withoutKeys(String path) {
        return path.replaceAll("(?s)\\[.*\\]", "");
    }

    /** Whether a field is volatile: it is configured so, or the list or object that contains it is. */
    boolean isVolatile(String field) {
        if (volatileFields.isEmpty()) {
            return false;
        }
        var dot = field.indexOf('.');
        return volatileFields.contains(field) || (dot > 0 && volatileFields.contains(field.substring(0, dot)));
    }

    private static String json(@Nullable Object value) {
        if (value instanceof String text) {
            return CanonicalJson.quote(text);
        }
        if (value instanceof ApiTime time) {
            return CanonicalJson.quote(time.text());
        }
        return String.valueOf(value);
    }
}

package org.imageinventory.image;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An image as a sequence of facts: an API path and a JSON value each. Two images are the same exactly if their facts are,
 * and a change is a fact that differs; fingerprints and differences both come from here, so they cannot disagree.
 */
final class FlattenedImage {

    /** Where facts go. */
    interface Sink {
        /** Takes a fact; a volatile one is kept current but has no history. */
        void fact(boolean isVolatile, String path, String json);
    }

    private final Set<String> volatileFields;

    FlattenedImage(Set<String> volatileFields) {
        this.volatileFields = volatileFields;
    }

    /** Tells the image's facts in an order that depends on nothing but the image. */
    void tell(Image image, Sink sink) {
        image.scalars().forEach((field, value) -> sink.fact(isVolatile(field.apiName()), field.apiName(), json(value)));
        image.lists().forEach((field, elements) -> {
            if (field.holdsTexts()) {
                tellTexts(field, elements, sink);
            } else {
                tellObjects(field, elements, sink);
            }
        });
        image.extras().forEach((path, json) -> sink.fact(isVolatile(withoutKeys(path)), path, json));
    }

    private void tellTexts(ListField field, List<ListElement> elements, Sink sink) {
        for (var element : elements) {
            var text = String.valueOf(element.values().get(0));
            sink.fact(isVolatile(field.apiName()), path(field, text), CanonicalJson.quote(text));
        }
    }

    /** Elements of one key stand together, since the list is sorted by it. */
    private void tellObjects(ListField field, List<ListElement> elements, Sink sink) {
        for (var from = 0; from < elements.size(); ) {
            var key = key(elements.get(from));
            var to = from + 1;
            while (to < elements.size() && key(elements.get(to)).equals(key)) {
                to++;
            }
            var group = elements.subList(from, to);
            if (field.comparedByMember() && group.get(0).values().get(0) != null && isOneState(field, group)) {
                tellMembers(field, group, sink);
            } else {
                tellGroup(field, group, sink);
            }
            from = to;
        }
    }

    /** Whether elements of one key differ in volatile members alone: history does not see how many they are. */
    private boolean isOneState(ListField field, List<ListElement> group) {
        return group.size() == 1
                || group.stream()
                                .map(element -> elementJson(field, element, false))
                                .distinct()
                                .count()
                        == 1;
    }

    /** Reports a state's members one by one, and the volatile ones of several elements together. */
    private void tellMembers(ListField field, List<ListElement> group, Sink sink) {
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

    private void tellGroup(ListField field, List<ListElement> group, Sink sink) {
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

    /** A pair is told by its value, anything else as an object; the key is in the path, unless it is null or empty. */
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

    /** A field is volatile if it, or the list or object that holds it, is named so. */
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

package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of a request, from the query and the form body. */
final class Parameters {

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Origin> origins = new TreeMap<>();

    private Parameters() {}

    static Parameters of(String query, byte[] form) {
        var parameters = new Parameters();
        parameters.take(query, Origin.QUERY);
        parameters.take(new String(form, UTF_8), Origin.BODY);
        return parameters;
    }

    static Parameters of(Map<String, String> given) {
        var parameters = new Parameters();
        given.forEach((name, value) -> {
            parameters.values.put(name, value);
            parameters.origins.put(name, Origin.BODY);
        });
        return parameters;
    }

    private void take(String encoded, Origin origin) {
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1));
            if (values.putIfAbsent(name, value) == null) {
                origins.put(name, origin);
            }
        }
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    Map<String, Origin> origins() {
        return Collections.unmodifiableMap(origins);
    }

    /** Returns a value. Returns null if it is missing or empty, because an empty filter means no filter. */
    @Nullable
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** Returns the elements of {@code name.1}, {@code name.2}, … in the order of their numbers. */
    List<String> list(String name) {
        Map<Integer, String> elements = new TreeMap<>();
        values.forEach((key, value) -> {
            int index = elementNumber(name, key, "");
            if (index > 0 && !value.isEmpty()) {
                elements.put(index, value);
            }
        });
        return List.copyOf(elements.values());
    }

    /** Returns the pairs of {@code TagList.1.Key} and {@code TagList.1.Value}. */
    List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        values.forEach((key, value) -> {
            int index = elementNumber("TagList", key, ".Key");
            if (index > 0) {
                tags.add(new Tag(value, text("TagList." + index + ".Value")));
            }
        });
        return tags;
    }

    private static int elementNumber(String list, String key, String suffix) {
        if (!key.startsWith(list + ".") || !key.endsWith(suffix)) {
            return 0;
        }
        String number = key.substring(list.length() + 1, Math.max(list.length() + 1, key.length() - suffix.length()));
        return number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 0;
    }

    /** A requested tag. A null value matches any value. */
    record Tag(String key, @Nullable String value) {}
}

package org.imageinventory.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imageinventory.settings.SettingNode.Child;
import org.imageinventory.settings.SettingNode.Free;
import org.imageinventory.settings.SettingNode.Keyed;
import org.imageinventory.settings.SettingNode.Listed;
import org.jspecify.annotations.Nullable;

/** A commented configuration file with every key and its default. */
public final class ExampleConfiguration {

    private static final String HEADER =
            """
            # yaml-language-server: $schema=configuration.schema.json
            # The configuration of image-inventory. Each key has its default, except spring.datasource.url, which you must
            # set. A line that begins with # and no space is a key without a default: to set it, remove the #, also from
            # the keys above it that it belongs to. Environment variables take precedence over this file.
            """;

    private static final int WIDTH = 110;
    private static final int INDENT = 2;

    /** Texts that YAML reads as the same text without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z~/][\\w ./~-]*(:[\\w/:.-]+)?");

    private final SettingDescriptions descriptions = SettingDescriptions.load();
    private final List<String> lines = new ArrayList<>();

    private ExampleConfiguration() {}

    /** Returns the file's text. Without changes, the settings are the defaults. */
    public static String yaml() {
        var example = new ExampleConfiguration();
        example.children(example.descriptions.root(), "", 0, true);
        return HEADER + String.join("\n", example.lines) + "\n";
    }

    private void children(Keyed mapping, String parent, int indent, boolean on) {
        for (var child : mapping.children().values()) {
            var key = parent.isEmpty() ? child.name() : parent + "." + child.name();
            if (indent <= INDENT
                    && !lines.isEmpty()
                    && !lines.get(lines.size() - 1).endsWith(":")) {
                lines.add("");
            }
            comment(descriptions.of(key).description(), indent);
            child(child, key, indent, on && isOn(child, key));
        }
    }

    private void child(Child child, String key, int indent, boolean on) {
        var name = child.name() + ":";
        if (child.node() instanceof Keyed mapping) {
            line(name, indent, on);
            children(mapping, key, indent + INDENT, on);
        } else if (child.node() instanceof Listed list && list.element() instanceof Keyed element) {
            line(name, indent, on);
            line("-", indent + INDENT, on);
            children(element, key + "[]", indent + 2 * INDENT, on);
        } else if (value(child, key) instanceof Map<?, ?> entries) {
            line(name, indent, on);
            entries.forEach((entry, value) -> line(entry + ": " + text(value), indent + INDENT, on));
        } else {
            line(name + " " + text(value(child, key)), indent, on);
        }
    }

    /** Whether the key has a value if users change nothing, or must be set. */
    private boolean isOn(Child child, String key) {
        if (child.node() instanceof Keyed mapping) {
            return mapping.children().values().stream().anyMatch(below -> isOn(below, key + "." + below.name()));
        }
        var value = descriptions.defaultValue(key, child);
        return descriptions.of(key).required()
                || (value instanceof Map<?, ?> entries && !entries.isEmpty())
                || (value != null && !(child.node() instanceof Free));
    }

    private @Nullable Object value(Child child, String key) {
        return isOn(child, key) && !descriptions.of(key).required()
                ? descriptions.defaultValue(key, child)
                : descriptions.of(key).example();
    }

    private void comment(String description, int indent) {
        var line = new StringBuilder();
        for (var word : description.split(" ", -1)) {
            if (indent + 2 + line.length() + word.length() > WIDTH) {
                lines.add(" ".repeat(indent) + "#" + line);
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        if (!description.isEmpty()) {
            lines.add(" ".repeat(indent) + "#" + line);
        }
    }

    private void line(String text, int indent, boolean on) {
        lines.add(" ".repeat(indent) + (on ? "" : "#") + text);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ExampleConfiguration::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text && !PLAIN.matcher(text).matches() && !text.matches("\\d+[a-z]+")
                ? "'" + text.replace("'", "''") + "'"
                : String.valueOf(value);
    }
}

package org.imageinventory.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.imageinventory.settings.SettingNode.Child;
import org.imageinventory.settings.SettingNode.Keyed;
import org.imageinventory.settings.SettingNode.Listed;
import org.imageinventory.settings.SettingNode.Scalar;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Schema of configuration files. It is of draft 7, which editors understand. */
public final class ConfigurationSchema {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DURATION = "^([0-9]+(ns|us|ms|s|m|h|d)|[Pp].+)$";
    private static final String PLACEHOLDER = "\\$\\{.+\\}";

    private final SettingDescriptions descriptions = SettingDescriptions.load();

    private ConfigurationSchema() {}

    /** Returns the schema. It knows keys in kebab case, nested or as {@code root.key}. */
    public static ObjectNode json() {
        var schema = JSON.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "The configuration of image-inventory");
        var schemas = new ConfigurationSchema();
        schemas.mapping(schema, schemas.descriptions.root(), "");
        // A root and a key can be one word, as in spring.datasource.url.
        schema.putObject("patternProperties").putObject("^(spring|inventory|logging)\\..");
        schema.putObject("definitions")
                .putObject("placeholder")
                .put("description", "A value from an environment variable or another key.")
                .put("type", "string")
                .put("pattern", PLACEHOLDER);
        return schema;
    }

    private void mapping(ObjectNode schema, Keyed mapping, String key) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        for (var child : mapping.children().values()) {
            var childKey = key.isEmpty() ? child.name() : key + "." + child.name();
            node(properties.putObject(child.name()), child.node(), childKey);
            defaultValue(properties, child, childKey);
        }
        // Spring and its libraries have more keys than those described.
        schema.put("additionalProperties", key.startsWith("spring") || key.startsWith("logging"));
    }

    private void defaultValue(ObjectNode properties, Child child, String key) {
        var value = descriptions.defaultValue(key, child);
        if (value != null && !(child.node() instanceof Keyed)) {
            ((ObjectNode) properties.get(child.name())).set("default", JSON.valueToTree(value));
        }
    }

    private void node(ObjectNode schema, SettingNode node, String key) {
        var description = descriptions.of(key);
        if (!description.description().isEmpty()) {
            schema.put("description", description.description());
        }
        if (node instanceof Keyed mapping && description.text()) {
            var kinds = schema.putArray("anyOf");
            kinds.addObject().put("type", "string");
            mapping(kinds.addObject(), mapping, key);
            keywords((ObjectNode) kinds.get(1), description.schema());
        } else if (node instanceof Keyed mapping) {
            mapping(schema, mapping, key);
            keywords(schema, description.schema());
        } else if (node instanceof Listed list) {
            var array = orPlaceholder(schema).put("type", "array");
            node(array.putObject("items"), list.element(), key + "[]");
            keywords(array, description.schema());
        } else if (node instanceof Scalar scalar) {
            scalar(schema, scalar.type(), description.schema());
        } else {
            schema.put("type", "object").putObject("additionalProperties").put("type", "string");
        }
    }

    private static void scalar(ObjectNode schema, Class<?> type, Map<?, ?> keywords) {
        if (type == String.class && !keywords.containsKey("pattern") && !keywords.containsKey("type")) {
            // A number or a truth value is read as its text.
            schema.putArray("type").add("string").add("number").add("boolean");
            keywords(schema, keywords);
            return;
        }
        var value = orPlaceholder(schema);
        if (type.isEnum()) {
            var names = value.putArray("enum");
            Arrays.stream(type.getEnumConstants())
                    .forEach(name -> names.add(name.toString().toLowerCase(Locale.ROOT)));
        } else if (type == int.class || type == Integer.class) {
            value.put("type", "integer");
        } else if (type == double.class) {
            value.put("type", "number");
        } else {
            value.put("type", "string");
        }
        if (type == Duration.class) {
            value.put("pattern", DURATION);
        }
        keywords(value, keywords);
    }

    private static ObjectNode orPlaceholder(ObjectNode schema) {
        var kinds = schema.putArray("anyOf");
        var value = kinds.addObject();
        kinds.addObject().put("$ref", "#/definitions/placeholder");
        return value;
    }

    private static void keywords(ObjectNode schema, Map<?, ?> keywords) {
        keywords.forEach((keyword, value) -> schema.set(String.valueOf(keyword), JSON.valueToTree(value)));
    }
}

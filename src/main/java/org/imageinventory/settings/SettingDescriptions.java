package org.imageinventory.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.imageinventory.settings.SettingNode.Child;
import org.imageinventory.settings.SettingNode.Free;
import org.imageinventory.settings.SettingNode.Keyed;
import org.imageinventory.settings.SettingNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The texts for users on each setting, from {@code setting-descriptions.yaml}. They are a resource because the settings
 * records are in several packages, and because {@code spring} and {@code logging} have no record.
 *
 * @param byKey in the order of the resource
 */
record SettingDescriptions(Map<String, SettingDescription> byKey) {

    private static final String RESOURCE = "/setting-descriptions.yaml";

    static SettingDescriptions load() {
        try (var file = Objects.requireNonNull(SettingDescriptions.class.getResourceAsStream(RESOURCE))) {
            Map<String, Map<?, ?>> entries = new Yaml().load(file);
            var byKey = new LinkedHashMap<String, SettingDescription>();
            entries.forEach((key, entry) -> byKey.put(key, SettingDescription.of(entry)));
            return new SettingDescriptions(byKey);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** Returns the root of a configuration file. */
    Keyed root() {
        var children = new LinkedHashMap<String, Child>();
        children.put("spring", new Child("spring", described("spring"), null));
        children.put(
                InventorySettings.PREFIX,
                new Child(InventorySettings.PREFIX, SettingNode.of(InventorySettings.class), null));
        children.put("logging", new Child("logging", described("logging"), null));
        return new Keyed(children);
    }

    /** Returns a part of the settings that has no record, only descriptions. */
    private SettingNode described(String key) {
        var names = below(key).toList();
        if (names.isEmpty()) {
            return of(key).defaultValue() instanceof Map<?, ?> ? new Free() : new Scalar(String.class);
        }
        var children = new LinkedHashMap<String, Child>();
        names.forEach(name -> children.put(name, new Child(name, described(key + "." + name), null)));
        return new Keyed(children);
    }

    private Stream<String> below(String key) {
        return byKey.keySet().stream()
                .filter(other -> other.startsWith(key + "."))
                .map(other -> other.substring(key.length() + 1).split("\\.", 2)[0])
                .distinct();
    }

    SettingDescription of(String key) {
        return byKey.getOrDefault(key, SettingDescription.NONE);
    }

    /** Returns the value that a key has if it is not set; null if there is none. */
    @Nullable
    Object defaultValue(String key, Child child) {
        var texts = child.defaults();
        if (texts == null) {
            return of(key).defaultValue();
        }
        if (child.node() instanceof Scalar scalar) {
            return scalar.type().isPrimitive() ? new BigDecimal(texts.get(0)) : texts.get(0);
        }
        return child.node() instanceof Free ? Map.of() : texts;
    }
}

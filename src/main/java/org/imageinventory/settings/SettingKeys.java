package org.imageinventory.settings;

import java.util.Map;
import org.imageinventory.settings.SettingNode.Child;
import org.imageinventory.settings.SettingNode.Free;
import org.imageinventory.settings.SettingNode.Keyed;
import org.imageinventory.settings.SettingNode.Listed;
import org.imageinventory.settings.SettingNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** The keys under {@code inventory}, derived from the settings records. */
final class SettingKeys {

    private static final SettingNode SETTINGS = SettingNode.of(InventorySettings.class);
    private static final Map<String, String> MOVED = Map.of(
            "inventory.filter.page-size", "set the page size in inventory.page-size",
            "inventory.filter.page-number", "sync requests all pages; set the page size in inventory.page-size");

    private SettingKeys() {}

    /** Returns what is wrong with a key, in one sentence; null if the key exists. */
    static @Nullable String problem(ConfigurationPropertyName key) {
        var node = SETTINGS;
        for (int i = 1; i < key.getNumberOfElements(); i++) {
            var parent = key.chop(i);
            if (node instanceof Free) {
                return null;
            }
            if (node instanceof Scalar scalar) {
                return parent + " must be " + SettingWords.allowed(scalar.type()) + ", not a list or mapping";
            }
            if (node instanceof Listed listed) {
                if (!key.isNumericIndex(i)) {
                    return parent + " must be a list, not a mapping";
                }
                node = listed.element();
                continue;
            }
            var children = ((Keyed) node).children();
            var child = children.get(key.getElement(i, Form.UNIFORM));
            if (child == null) {
                return unknown(key.chop(i + 1), parent, children);
            }
            node = child.node();
        }
        return null;
    }

    private static String unknown(
            ConfigurationPropertyName key, ConfigurationPropertyName parent, Map<String, Child> children) {
        var moved = MOVED.get(key.toString());
        if (moved != null) {
            return key + " is not a setting: " + moved;
        }
        var names = children.values().stream().map(Child::name).toList();
        var guess = Spelling.closest(key.getLastElement(Form.DASHED), names);
        return key + " is not a setting: "
                + guess.map(name -> "did you mean " + parent + "." + name + "?")
                        .orElseGet(() -> parent + " has " + String.join(", ", names));
    }
}

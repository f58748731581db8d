package org.imageinventory.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users need to know of a setting, beside its type and its record's default.
 *
 * @param description one or more sentences; empty for a mapping that needs none
 * @param example a value, if there is no default
 * @param defaultValue the default of a key without a record
 * @param required whether the key must be set
 * @param text whether the mapping can also be written as one text
 * @param schema keywords of JSON Schema
 */
record SettingDescription(
        String description,
        @Nullable Object example,
        @Nullable Object defaultValue,
        boolean required,
        boolean text,
        Map<?, ?> schema) {

    static final SettingDescription NONE = new SettingDescription("", null, null, false, false, Map.of());

    SettingDescription {
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    static SettingDescription of(Map<?, ?> entry) {
        return new SettingDescription(
                String.valueOf(entry.get("description")),
                entry.get("example"),
                entry.get("default"),
                Boolean.TRUE.equals(entry.get("required")),
                Boolean.TRUE.equals(entry.get("text")),
                entry.get("schema") instanceof Map<?, ?> schema ? schema : Map.of());
    }
}

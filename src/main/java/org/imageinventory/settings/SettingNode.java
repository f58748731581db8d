package org.imageinventory.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A part of the settings, derived from the type that it is bound to. */
sealed interface SettingNode {

    /**
     * A mapping whose keys are known.
     *
     * @param children by name, without hyphens and in lower case; in the order of the record's components
     */
    record Keyed(Map<String, Child> children) implements SettingNode {}

    /**
     * A key of a mapping.
     *
     * @param name in kebab case
     * @param defaults its default value, as the texts of a list; null if it has none
     */
    record Child(String name, SettingNode node, @Nullable List<String> defaults) {}

    /** A list. */
    record Listed(SettingNode element) implements SettingNode {}

    /** A single value. */
    record Scalar(Class<?> type) implements SettingNode {}

    /** A mapping whose keys users choose. */
    record Free() implements SettingNode {}

    static SettingNode of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new Listed(of(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return new Free();
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            var children = new LinkedHashMap<String, Child>();
            // The canonical constructor, which settings are bound to, is the only one. It has the defaults.
            var parameters = record.getDeclaredConstructors()[0].getParameters();
            var components = record.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                var component = components[i];
                var defaults = parameters[i].getAnnotation(DefaultValue.class);
                children.put(
                        component.getName().toLowerCase(Locale.ROOT),
                        new Child(
                                DataObjectPropertyName.toDashedForm(component.getName()),
                                of(component.getGenericType()),
                                defaults == null ? null : List.of(defaults.value())));
            }
            return new Keyed(children);
        }
        return new Scalar((Class<?>) type);
    }
}

package org.imageinventory.settings;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.Resource;

/** The place where a setting was written, as text. */
final class SettingPlace {

    private SettingPlace() {}

    /** Returns {@code  (file:line)}, or another description of the place; empty if the place is unknown. */
    static String of(@Nullable ConfigurationProperty property) {
        var origin = property == null ? null : property.getOrigin();
        if (origin == null) {
            return "";
        }
        if (origin instanceof PropertySourceOrigin wrapper && wrapper.getOrigin() != null) {
            origin = wrapper.getOrigin();
        }
        if (origin instanceof TextResourceOrigin text && text.getLocation() != null && text.getResource() != null) {
            return " (" + name(text.getResource()) + ":" + (text.getLocation().getLine() + 1) + ")";
        }
        return " (" + origin + ")";
    }

    private static String name(Resource resource) {
        try {
            return resource.getFile().getPath();
        } catch (IOException e) {
            return resource.getDescription();
        }
    }
}

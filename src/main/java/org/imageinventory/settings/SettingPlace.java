package org.imageinventory.settings;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.Resource;

/** Where a setting was written, for people. */
final class SettingPlace {

    private SettingPlace() {}

    /** {@code  (file:line)}, or what else is known; empty if nothing is. */
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

package org.imageinventory.settings;

import org.jspecify.annotations.Nullable;

/** An unusable configuration. The message names the key and what is allowed. Nothing was contacted. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

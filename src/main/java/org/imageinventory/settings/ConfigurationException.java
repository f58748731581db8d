package org.imageinventory.settings;

import org.jspecify.annotations.Nullable;

/** The configuration is not usable; the message names the key and what is allowed, and nothing was contacted. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

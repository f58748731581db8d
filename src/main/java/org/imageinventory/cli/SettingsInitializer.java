package org.imageinventory.cli;

import org.imageinventory.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Checks the whole configuration before any bean is made, because some contact the database as they are made. */
final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private volatile @Nullable DatabaseAddress database;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = SettingsReader.read(context.getEnvironment());
        var address = DatabaseAddress.of(context.getEnvironment());
        database = address;
        context.getBeanFactory().registerSingleton("inventorySettings", settings);
        context.getBeanFactory().registerSingleton("databaseAddress", address);
    }

    /** Null until the configuration was found good. */
    @Nullable
    DatabaseAddress database() {
        return database;
    }
}

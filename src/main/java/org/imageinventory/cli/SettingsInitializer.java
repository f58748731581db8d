package org.imageinventory.cli;

import org.imageinventory.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A check of the whole configuration. It runs before beans are created, because some of them contact the database. */
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

    /** Returns the configured database; null until the configuration has been checked. */
    @Nullable
    DatabaseAddress database() {
        return database;
    }
}

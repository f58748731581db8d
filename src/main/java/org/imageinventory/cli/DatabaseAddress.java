package org.imageinventory.cli;

import java.util.HashMap;
import org.imageinventory.settings.ConfigurationException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The hosts and the name of the configured database. The URL itself is not printed, because it can contain a password.
 *
 * @param hosts one or more {@code host:port}, separated by commas
 */
record DatabaseAddress(String hosts, String database) {

    /** With this key, the pool would not use the database of the run lock and the migrations. */
    private static final String POOL_KEY = "spring.datasource.hikari.jdbc-url";

    /**
     * Reads and checks {@code spring.datasource.url} without contacting anything. Moves the user and the
     * password of the URL's parameters to {@code spring.datasource.username} and {@code password}, because libraries
     * log URLs.
     */
    static DatabaseAddress of(ConfigurableEnvironment environment) {
        var text = environment.getProperty(DatabaseUrl.KEY, "").strip();
        if (environment.containsProperty(POOL_KEY)) {
            throw new ConfigurationException(POOL_KEY + " is not allowed: use " + DatabaseUrl.KEY);
        }
        if (text.isEmpty()) {
            throw new ConfigurationException(
                    DatabaseUrl.KEY + " is not set: use a value such as jdbc:postgresql://localhost:5432/inventory, "
                            + "in the file of --config or as SPRING_DATASOURCE_URL");
        }
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new ConfigurationException(DatabaseUrl.KEY
                    + " must begin with jdbc:postgresql:, such as jdbc:postgresql://localhost:5432/inventory");
        }
        var url = DatabaseUrl.parse(text);
        if (!url.text().equals(text)) {
            moveCredentials(url, environment);
        }
        return new DatabaseAddress(url.hosts(), url.database());
    }

    /** The URL's user and password take precedence, as they do in the driver. */
    private static void moveCredentials(DatabaseUrl url, ConfigurableEnvironment environment) {
        var moved = new HashMap<String, Object>();
        moved.put(DatabaseUrl.KEY, url.text());
        if (url.user() != null) {
            moved.put("spring.datasource.username", url.user());
        }
        if (url.password() != null) {
            moved.put("spring.datasource.password", url.password());
        }
        environment.getPropertySources().addFirst(new MapPropertySource("parameters of " + DatabaseUrl.KEY, moved));
    }

    @Override
    public String toString() {
        return hosts + "/" + database;
    }
}

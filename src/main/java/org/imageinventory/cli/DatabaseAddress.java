package org.imageinventory.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import org.imageinventory.job.ConfigurationException;
import org.springframework.core.env.Environment;

/**
 * Which database is meant, as it may be printed: the URL itself can carry a password.
 *
 * @param hosts {@code host:port}, several parted by commas
 */
record DatabaseAddress(String hosts, String database) {

    private static final String KEY = "spring.datasource.url";

    /** Reads and checks {@code spring.datasource.url} without contacting anything. */
    static DatabaseAddress of(Environment environment) {
        var url = environment.getProperty(KEY, "").strip();
        if (url.isEmpty()) {
            throw new ConfigurationException(
                    KEY + " is not set: it names the database, such as "
                            + "jdbc:postgresql://localhost:5432/inventory, in the file of --config or as SPRING_DATASOURCE_URL");
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new ConfigurationException(
                    KEY + " must begin with jdbc:postgresql:, such as jdbc:postgresql://localhost:5432/inventory");
        }
        var parts = parse(url);
        var hosts = parts.getOrDefault("PGHOST", "localhost").split(",", -1);
        var ports = parts.getOrDefault("PGPORT", "5432").split(",", -1);
        var addresses = new StringJoiner(",");
        for (int i = 0; i < hosts.length; i++) {
            addresses.add(hosts[i] + ":" + ports[Math.min(i, ports.length - 1)]);
        }
        return new DatabaseAddress(addresses.toString(), parts.getOrDefault("PGDBNAME", ""));
    }

    private static Map<String, String> parse(String url) {
        try {
            var parts = new HashMap<String, String>();
            for (var property : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                if (property.value != null) {
                    parts.put(property.name, property.value);
                }
            }
            return parts;
        } catch (SQLException e) {
            // Without the cause, which quotes the URL.
            throw new ConfigurationException(KEY + " is not of the form jdbc:postgresql://host:port/database");
        }
    }

    @Override
    public String toString() {
        return hosts + "/" + database;
    }
}

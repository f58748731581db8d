package org.imageinventory.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import org.imageinventory.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL for the PostgreSQL driver. No message of this class quotes the URL, because it can contain a
 * password.
 *
 * @param text the URL without the parameters {@code user} and {@code password}
 * @param properties the properties that the URL sets, by their names in the driver
 */
record DatabaseUrl(String text, Map<String, String> properties) {

    static final String KEY = "spring.datasource.url";

    private static final String FORM = "jdbc:postgresql://host:port/database";
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    DatabaseUrl {
        properties = Map.copyOf(properties);
    }

    static DatabaseUrl parse(String url) {
        var query = url.indexOf('?');
        var address = query < 0 ? url : url.substring(0, query);
        var parameters = query < 0 ? new String[0] : url.substring(query + 1).split("&", -1);
        if (address.indexOf('@') >= 0 || hosts(address).contains("%40")) {
            throw credentials();
        }
        var known = new HashSet<String>();
        var properties = properties(url, known);
        var kept = new StringJoiner("&", address + "?", "").setEmptyValue(address);
        for (var parameter : parameters) {
            var name = parameter.split("=", 2)[0];
            // A password with a question mark looks like a parameter.
            if (parameter.indexOf('@') >= 0 && !known.contains(name)) {
                throw credentials();
            }
            if (!name.equals(USER) && !name.equals(PASSWORD)) {
                kept.add(parameter);
            }
        }
        return new DatabaseUrl(kept.toString(), properties);
    }

    private static String hosts(String address) {
        return address.replaceFirst("^jdbc:postgresql:(//)?", "").split("/", 2)[0];
    }

    private static ConfigurationException credentials() {
        return new ConfigurationException(KEY
                + " has a user or password before an '@', but PostgreSQL's driver reads it as a host name: use "
                + FORM + ", and set spring.datasource.username and spring.datasource.password");
    }

    /** @param known receives the names of all properties of the driver */
    private static Map<String, String> properties(String url, Set<String> known) {
        try {
            var set = new HashMap<String, String>();
            for (var property : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                known.add(property.name);
                if (property.value != null) {
                    set.put(property.name, property.value);
                }
            }
            return set;
        } catch (SQLException e) {
            // Without the cause, because it quotes the URL.
            throw new ConfigurationException(KEY + " is not of the form " + FORM);
        }
    }

    @Nullable
    String user() {
        return properties.get(USER);
    }

    @Nullable
    String password() {
        return properties.get(PASSWORD);
    }

    /** Returns one or more {@code host:port}, separated by commas. */
    String hosts() {
        var hosts = properties.getOrDefault("PGHOST", "localhost").split(",", -1);
        var ports = properties.getOrDefault("PGPORT", "5432").split(",", -1);
        var addresses = new StringJoiner(",");
        for (int i = 0; i < hosts.length; i++) {
            addresses.add(hosts[i] + ":" + ports[Math.min(i, ports.length - 1)]);
        }
        return addresses.toString();
    }

    String database() {
        return properties.getOrDefault("PGDBNAME", "");
    }

    /** Returns hosts and database only, because the properties can contain a password. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + hosts() + "/" + database() + "]";
    }
}

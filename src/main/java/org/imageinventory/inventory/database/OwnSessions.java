package org.imageinventory.inventory.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Opens sessions outside the pool, each with the {@link SessionSettings}. */
final class OwnSessions extends AbstractDataSource {

    private final JdbcConnectionDetails database;
    private final SessionLimits limits;
    private final Map<String, String> properties;

    /** @param properties properties of the driver, in addition to the login */
    OwnSessions(JdbcConnectionDetails database, SessionLimits limits, Map<String, String> properties) {
        this.database = database;
        this.limits = limits;
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(database.getUsername(), database.getPassword());
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        var login = new Properties();
        login.putAll(properties);
        login.putAll(Sessions.DRIVER);
        if (username != null) {
            login.setProperty("user", username);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        var session = DriverManager.getConnection(database.getJdbcUrl(), login);
        try (var statement = session.createStatement()) {
            statement.execute(SessionSettings.sql(limits));
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }
}

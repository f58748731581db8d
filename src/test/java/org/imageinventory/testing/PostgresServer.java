package org.imageinventory.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL server that all tests of a JVM share. Each test has its own database.
 *
 * <p>The system property or environment variable {@code TEST_POSTGRES} selects the server. {@code docker} is a
 * container of {@code TEST_POSTGRES_IMAGE}. {@code embedded} is a server from Maven's binaries. {@code auto}, the
 * default, is the container if Docker is available, otherwise the embedded server. A JDBC URL is a running server, with
 * a role that may create databases. The selection is printed once.
 */
public final class PostgresServer {

    private static final String SWITCH = "TEST_POSTGRES";
    private static final String IMAGE = "TEST_POSTGRES_IMAGE";
    private static final String DEFAULT_IMAGE = "postgres:17-alpine";

    private static @Nullable PostgresServer shared;

    private final String adminUrl;
    private final String username;
    private final String password;

    PostgresServer(String adminUrl, String username, String password) {
        this.adminUrl = adminUrl;
        this.username = username;
        this.password = password;
    }

    /** Returns the server of this JVM. Starts it on the first call. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = chosenBy(setting(SWITCH, "auto"));
        }
        return shared;
    }

    static PostgresServer chosenBy(String choice) {
        if (choice.startsWith("jdbc:")) {
            return announced(at(choice), "at the given URL");
        }
        return switch (choice.toLowerCase(Locale.ROOT)) {
            case "docker" -> docker();
            case "embedded" -> embedded("as selected");
            case "auto" -> DockerPing.answers() ? dockerElseEmbedded() : embedded("Docker is not available");
            default ->
                throw new IllegalArgumentException(
                        SWITCH + " is auto, docker, embedded or a JDBC URL, not '" + choice + "'");
        };
    }

    private static PostgresServer docker() {
        var image = setting(IMAGE, DEFAULT_IMAGE);
        // The container is not closed here. Testcontainers removes it after the JVM has ended.
        @SuppressWarnings("resource")
        var container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return announced(
                new PostgresServer(container.getJdbcUrl(), container.getUsername(), container.getPassword()),
                "in a container of " + image);
    }

    private static PostgresServer dockerElseEmbedded() {
        try {
            return docker();
        } catch (RuntimeException e) {
            // If Docker has no such image and cannot download it, the tests still run.
            return embedded("Docker is available but could not start a container: " + e.getMessage());
        }
    }

    private static PostgresServer embedded(String why) {
        return announced(EmbeddedServer.start(EmbeddedServer.Durability.FAST).server(), "embedded, " + why);
    }

    static PostgresServer at(String url) {
        var parts = Driver.parseURL(url, new Properties());
        if (parts == null) {
            throw new IllegalArgumentException(SWITCH + " is not a PostgreSQL URL: " + url);
        }
        return new PostgresServer(url, orEmpty(PGProperty.USER, parts), orEmpty(PGProperty.PASSWORD, parts));
    }

    private static String orEmpty(PGProperty property, Properties parts) {
        var value = property.getOrDefault(parts);
        return value == null ? "" : value;
    }

    private static PostgresServer announced(PostgresServer server, String how) {
        System.out.printf("Test database: PostgreSQL %s, %s (%s)%n", server.version(), how, SWITCH);
        return server;
    }

    private static String setting(String name, String otherwise) {
        var property = System.getProperty(name);
        var value = property != null ? property : System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** Returns the URL of a database on this server. */
    public String jdbcUrl(String database) {
        return adminUrl.replaceFirst("^(jdbc:postgresql://[^/?]*)/?[^?]*", "$1/" + database);
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    private String version() {
        try (var connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("The test database is not available", e);
        }
    }

    /** Creates a database that is a copy of {@code original}. Every server has an empty one, {@code template0}. */
    public void createDatabase(String name, String original) {
        execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + original + "\"");
    }

    /** Creates an empty database whose texts are in an encoding other than UTF8. */
    void createDatabaseIn(String encoding, String name) {
        execute("CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING '" + encoding
                + "' LC_COLLATE 'C' LC_CTYPE 'C'");
    }

    /** Drops a database and ends its sessions. */
    public void dropDatabase(String name) {
        execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    /** Connects to the database of the server's administrator. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(adminUrl, username, password);
    }

    /** Runs a script in a database. */
    void execute(String database, String sql) {
        executeAt(jdbcUrl(database), sql);
    }

    private void execute(String sql) {
        executeAt(adminUrl, sql);
    }

    private void executeAt(String url, String sql) {
        try (var connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("On the test server: " + sql, e);
        }
    }
}

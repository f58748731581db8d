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
 * The PostgreSQL server that all tests of a JVM share, each in a database of its own.
 *
 * <p>One switch chooses it, {@code TEST_POSTGRES} as a system property or in the environment: {@code docker} is a
 * container of {@code TEST_POSTGRES_IMAGE}, {@code embedded} the binaries that Maven brings, {@code auto} (when it is
 * not set) the container where Docker answers and the binaries elsewhere, and a JDBC URL a server that runs already, as
 * a role that may create databases. What was chosen is printed once.
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

    /** The server of this JVM, started when it is first asked for. */
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
            case "embedded" -> embedded("as told");
            case "auto" -> DockerPing.answers() ? dockerElseEmbedded() : embedded("no Docker answers");
            default ->
                throw new IllegalArgumentException(
                        SWITCH + " is auto, docker, embedded or a JDBC URL, not '" + choice + "'");
        };
    }

    private static PostgresServer docker() {
        var image = setting(IMAGE, DEFAULT_IMAGE);
        // Nobody closes it: Testcontainers removes it after the JVM has ended.
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
            // An engine without the image or a way to it is no reason to test nothing.
            return embedded("Docker answers but started no container: " + e.getMessage());
        }
    }

    private static PostgresServer embedded(String why) {
        return announced(EmbeddedServer.start(EmbeddedServer.Durability.FAST).server(), "embedded, " + why);
    }

    static PostgresServer at(String url) {
        var parts = Driver.parseURL(url, new Properties());
        if (parts == null) {
            throw new IllegalArgumentException(SWITCH + " is no PostgreSQL URL: " + url);
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

    /** The URL of one of its databases. */
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
            throw new IllegalStateException("The test database does not answer", e);
        }
    }

    /** Makes a database that is a copy of {@code original}; the server brings an empty one, {@code template0}. */
    public void createDatabase(String name, String original) {
        execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + original + "\"");
    }

    /** Makes an empty database whose texts are in another encoding than UTF8. */
    void createDatabaseIn(String encoding, String name) {
        execute("CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING '" + encoding
                + "' LC_COLLATE 'C' LC_CTYPE 'C'");
    }

    /** Drops a database, and whatever is still connected to it. */
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

package org.imageinventory.testing;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A separate database on the {@link PostgresServer} for each test class, which is dropped afterwards.
 *
 * <p>In a static field ({@code @RegisterExtension static final PostgresDatabase db = PostgresDatabase.migrated();}),
 * all tests of the class share it. With {@link #perTest()} or in a field that is not static, each test gets its own.
 */
public final class PostgresDatabase
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String EMPTY = "template0";

    private final boolean migrated;
    private final boolean perTest;
    private final @Nullable String encoding;
    private final Supplier<PostgresServer> server;
    private @Nullable String name;
    private @Nullable String owner;

    /** Creates an empty database. */
    public PostgresDatabase() {
        this(false, false, null, PostgresServer::shared);
    }

    private PostgresDatabase(
            boolean migrated, boolean perTest, @Nullable String encoding, Supplier<PostgresServer> server) {
        this.migrated = migrated;
        this.perTest = perTest;
        this.encoding = encoding;
        this.server = server;
    }

    /** Creates an empty database on a test's own server. It exists at once, until the server is removed. */
    public static PostgresDatabase on(EmbeddedServer embedded) {
        var database = new PostgresDatabase(false, false, null, embedded::server);
        database.name = uniqueName(EmbeddedServer.class);
        embedded.server().createDatabase(database.name, EMPTY);
        return database;
    }

    /** Copies a database without sessions. The copy exists at once, until it is dropped. */
    public static PostgresDatabase copyOf(PostgresDatabase original) {
        return copyOf(original.existingName(), original.migrated, original.server);
    }

    /** Creates a database with the schema and its roles. It exists at once, until it is dropped. */
    static PostgresDatabase standing() {
        return copyOf(MigratedTemplate.name(), true, PostgresServer::shared);
    }

    private static PostgresDatabase copyOf(String original, boolean migrated, Supplier<PostgresServer> server) {
        var copy = new PostgresDatabase(migrated, false, null, server);
        copy.name = uniqueName(PostgresDatabase.class);
        server.get().createDatabase(copy.name, original);
        return copy;
    }

    /** Drops a database that does not belong to a test class or test, and ends its sessions. */
    public void drop() {
        server.get().dropDatabase(existingName());
        name = null;
    }

    /** Returns a database with the schema and its roles. It is a copy of a database that Flyway migrated once. */
    public static PostgresDatabase migrated() {
        return new PostgresDatabase(true, false, null, PostgresServer::shared);
    }

    /** Returns an empty database in an encoding other than UTF8. */
    public static PostgresDatabase encoded(String encoding) {
        return new PostgresDatabase(false, false, encoding, PostgresServer::shared);
    }

    /** Returns the same kind of database, but a new one for each test. */
    public PostgresDatabase perTest() {
        return new PostgresDatabase(migrated, true, encoding, server);
    }

    /** Whether it has the schema, and so the role that may use the schema but not change it. */
    boolean isMigrated() {
        return migrated;
    }

    /** Returns a data source for its superuser. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(username());
        source.setPassword(password());
        return source;
    }

    public String jdbcUrl() {
        return server.get().jdbcUrl(existingName());
    }

    private String existingName() {
        if (name == null) {
            throw new IllegalStateException("The database exists only while a test class or test runs");
        }
        return name;
    }

    public String username() {
        return server.get().username();
    }

    public String password() {
        return server.get().password();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!perTest) {
            create(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        create(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        drop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        drop(context);
    }

    /** Creates the database, unless an enclosing context (a class around its tests and nested classes) already has. */
    private void create(ExtensionContext context) {
        if (name != null) {
            return;
        }
        var database = uniqueName(context.getRequiredTestClass());
        if (encoding == null) {
            server.get().createDatabase(database, migrated ? MigratedTemplate.name() : EMPTY);
        } else {
            server.get().createDatabaseIn(encoding, database);
        }
        name = database;
        owner = context.getUniqueId();
    }

    private void drop(ExtensionContext context) {
        if (name != null && context.getUniqueId().equals(owner)) {
            server.get().dropDatabase(name);
            name = null;
            owner = null;
        }
    }

    /** Returns a name that shows its test class and differs from the names of other runs on the same server. */
    private static String uniqueName(Class<?> testClass) {
        var readable = testClass.getSimpleName().toLowerCase(Locale.ROOT);
        return "test_" + readable.substring(0, Math.min(30, readable.length())) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}

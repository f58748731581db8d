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
 * Gives a test class a database of its own on the {@link PostgresServer}, and drops it afterwards.
 *
 * <p>In a static field ({@code @RegisterExtension static final PostgresDatabase db = PostgresDatabase.migrated();}) all
 * tests of the class share it, {@link #perTest()} gives each its own, and so does a field that is not static.
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

    /** An empty one. */
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

    /** An empty one on a server of the test's own, there at once and gone with the server. */
    public static PostgresDatabase on(EmbeddedServer embedded) {
        var database = new PostgresDatabase(false, false, null, embedded::server);
        database.name = uniqueName(EmbeddedServer.class);
        embedded.server().createDatabase(database.name, EMPTY);
        return database;
    }

    /** A copy of a database that nobody is connected to, there at once and until it is dropped. */
    public static PostgresDatabase copyOf(PostgresDatabase original) {
        return copyOf(original.existingName(), original.migrated, original.server);
    }

    /** One with the schema and its roles, there at once and until it is dropped. */
    static PostgresDatabase standing() {
        return copyOf(MigratedTemplate.name(), true, PostgresServer::shared);
    }

    private static PostgresDatabase copyOf(String original, boolean migrated, Supplier<PostgresServer> server) {
        var copy = new PostgresDatabase(migrated, false, null, server);
        copy.name = uniqueName(PostgresDatabase.class);
        server.get().createDatabase(copy.name, original);
        return copy;
    }

    /** Drops one that no test class or test has, with the sessions that are still there. */
    public void drop() {
        server.get().dropDatabase(existingName());
        name = null;
    }

    /** One with the schema and its roles: a copy of a database that Flyway migrated once. */
    public static PostgresDatabase migrated() {
        return new PostgresDatabase(true, false, null, PostgresServer::shared);
    }

    /** An empty one in another encoding than UTF8. */
    public static PostgresDatabase encoded(String encoding) {
        return new PostgresDatabase(false, false, encoding, PostgresServer::shared);
    }

    /** The same, but a new one for each test. */
    public PostgresDatabase perTest() {
        return new PostgresDatabase(migrated, true, encoding, server);
    }

    /** Whether it has the schema, and hence the role that may use it but not change it. */
    boolean isMigrated() {
        return migrated;
    }

    /** As its superuser. */
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
            throw new IllegalStateException("There is a database only while a test class or test runs");
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

    /** Makes one unless an enclosing context (a class around its tests and nested classes) has. */
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

    /** Tells whose it is, and clashes with none of another run on the same server. */
    private static String uniqueName(Class<?> testClass) {
        var readable = testClass.getSimpleName().toLowerCase(Locale.ROOT);
        return "test_" + readable.substring(0, Math.min(30, readable.length())) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}

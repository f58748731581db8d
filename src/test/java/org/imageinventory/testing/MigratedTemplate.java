package org.imageinventory.testing;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A database with the schema. It is migrated once and copied for each test, because a copy takes a tenth of the time.
 */
final class MigratedTemplate {

    private static @Nullable String name;

    private MigratedTemplate() {}

    static synchronized String name() {
        if (name == null) {
            name = create(PostgresServer.shared());
        }
        return name;
    }

    private static String create(PostgresServer server) {
        var database = "template_" + UUID.randomUUID().toString().substring(0, 8);
        server.createDatabase(database, "template0");
        // Without this, templates would remain on a server that keeps running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.dropDatabase(database)));
        // This migrates like inventory's Migration, which must then find nothing to do.
        Flyway.configure()
                .dataSource(server.jdbcUrl(database), server.username(), server.password())
                .locations("classpath:db/migration")
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .load()
                .migrate();
        Roles.script().forEach(sql -> server.execute(database, sql));
        return database;
    }
}

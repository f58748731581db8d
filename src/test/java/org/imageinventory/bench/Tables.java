package org.imageinventory.bench;

import com.zaxxer.hikari.HikariDataSource;
import org.imageinventory.testing.PostgresDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that the benchmarks write. */
final class Tables {

    private static final String ALL =
            """
            inventory.image, inventory.image_tag, inventory.image_snapshot, inventory.image_region_state,
            inventory.image_app, inventory.image_region, inventory.image_feature, inventory.image_language,
            inventory.image_driver, inventory.image_resource_category, inventory.image_revision, inventory.image_change,
            inventory.image_scope, inventory.sighting
            """;

    private Tables() {}

    /**
     * Empties the tables. History refuses this, so its triggers are disabled first. Then forces a checkpoint, so that
     * no checkpoint of earlier work falls into the next measurement.
     */
    static void empty(PostgresDatabase database) {
        execute(database, "ALTER TABLE inventory.image_revision DISABLE TRIGGER append_only");
        execute(database, "ALTER TABLE inventory.image_change DISABLE TRIGGER append_only");
        execute(database, "TRUNCATE " + ALL + " RESTART IDENTITY");
        execute(database, "CHECKPOINT");
    }

    static void vacuum(PostgresDatabase database) {
        execute(database, "VACUUM (ANALYZE)");
    }

    /** Returns a pool of one connection. Its driver turns batches into multi-row statements. */
    static HikariDataSource pool(PostgresDatabase database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl() + "?reWriteBatchedInserts=true");
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private static void execute(PostgresDatabase database, String sql) {
        JdbcClient.create(database.dataSource()).sql(sql).update();
    }
}

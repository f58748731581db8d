package org.imageinventory.inventory;

import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The schema: brought up to date by Flyway from {@code db/migration}. */
@Component
public class Migration {

    private final Flyway flyway;

    /** On connections outside the pool: a migration may take longer than a statement of a run. */
    Migration(JdbcConnectionDetails database, SessionLimits limits) {
        this.flyway = Flyway.configure()
                .dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword())
                .initSql("SET lock_timeout = " + limits.lock().toMillis())
                .locations("classpath:db/migration")
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .load();
    }

    /** Applies what is pending; nothing is touched if there is nothing. */
    public MigrationReport migrate() {
        var pending = flyway.info().pending();
        var before = version();
        if (pending.length > 0) {
            flyway.migrate();
        }
        return new MigrationReport(
                before,
                Objects.requireNonNull(version()),
                Arrays.stream(pending)
                        .map(migration -> new MigrationReport.Applied(
                                migration.getVersion().getVersion(), migration.getDescription()))
                        .toList());
    }

    /** Where the schema stands. */
    public SchemaState state() {
        return new SchemaState(
                version(),
                Arrays.stream(flyway.info().pending())
                        .map(MigrationInfo::getVersion)
                        .map(MigrationVersion::getVersion)
                        .toList());
    }

    private @Nullable String version() {
        var current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? null
                : current.getVersion().getVersion();
    }
}

package org.imageinventory.inventory.database;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Migrates the schema with Flyway, from {@code db/migration}. */
@Component
public class Migration {

    /** States of an applied migration that is newer than all migrations of this program. */
    private static final Set<MigrationState> FUTURE =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private final Flyway flyway;
    private final DatabaseRequirements requirements;

    /** Uses connections outside the pool, because a migration may take longer than a statement of a run. */
    Migration(JdbcConnectionDetails database, SessionLimits limits, DatabaseRequirements requirements) {
        this.requirements = requirements;
        var unlimited = new SessionLimits(Duration.ZERO, limits.lock(), Duration.ZERO);
        this.flyway = Flyway.configure()
                .dataSource(new OwnSessions(database, unlimited, Map.of()))
                .locations("classpath:db/migration")
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .load();
    }

    /**
     * Applies the pending migrations. If there are none, it changes nothing.
     *
     * @throws UnsuitableDatabaseException if the database cannot hold an inventory; nothing was changed
     * @throws NewerSchemaException if a later version of this program has migrated the schema; nothing was changed
     */
    public MigrationReport migrate() {
        requirements.require();
        var info = flyway.info();
        var before = state(info);
        before.requireKnown();
        if (before.pending().isEmpty()) {
            return new MigrationReport(before.version(), Objects.requireNonNull(before.version()), List.of());
        }
        flyway.migrate();
        return new MigrationReport(
                before.version(),
                Objects.requireNonNull(state().version()),
                Arrays.stream(info.pending())
                        .map(migration -> new MigrationReport.Applied(
                                migration.getVersion().getVersion(), migration.getDescription()))
                        .toList());
    }

    /**
     * Returns the state of the schema, after checking that this program may write to it.
     *
     * @throws UnsuitableDatabaseException if the database cannot hold an inventory
     * @throws NewerSchemaException if a later version of this program has migrated the schema
     */
    public SchemaState requireWritable() {
        requirements.require();
        var state = state();
        state.requireKnown();
        return state;
    }

    /** Returns the state of the schema. */
    public SchemaState state() {
        return state(flyway.info());
    }

    private static SchemaState state(MigrationInfoService info) {
        var current = info.current();
        return new SchemaState(
                current == null || current.getVersion() == null
                        ? null
                        : current.getVersion().getVersion(),
                Arrays.stream(info.pending())
                        .map(MigrationInfo::getVersion)
                        .map(MigrationVersion::getVersion)
                        .toList(),
                Arrays.stream(info.applied()).anyMatch(migration -> FUTURE.contains(migration.getState())));
    }
}

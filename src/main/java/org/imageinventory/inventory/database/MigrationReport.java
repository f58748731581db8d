package org.imageinventory.inventory.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that were applied, and the versions of the schema before and after.
 *
 * @param versionBefore null if the database was empty
 * @param version the schema's version now
 * @param applied the migrations that were applied, in their order; empty if the schema was up to date
 */
public record MigrationReport(@Nullable String versionBefore, String version, List<Applied> applied) {

    public MigrationReport {
        applied = List.copyOf(applied);
    }

    /** A migration that was applied. */
    public record Applied(String version, String description) {}
}

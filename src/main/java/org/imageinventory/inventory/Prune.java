package org.imageinventory.inventory;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.imageinventory.inventory.database.Migration;
import org.imageinventory.inventory.database.NewerSchemaException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops data that is older than a limit and that no query about the limit or later needs: revisions, changes, images
 * that were deleted by then, runs, and the state of finished jobs. If it is killed, the next one completes its work.
 * The caller must hold the run lock, and the role must be allowed to delete from history.
 */
@Component
public final class Prune {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Migration migration;

    Prune(JdbcClient jdbc, PlatformTransactionManager transactions, Migration migration) {
        this.jdbc = jdbc;
        this.migration = migration;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Removes older data.
     *
     * @param dryRun whether to count the rows only
     * @throws NewerSchemaException if a later version of this program has migrated the schema
     */
    public PruneReport prune(Instant limit, boolean dryRun) {
        migration.requireWritable();
        var removal = new Removal(jdbc, transaction, dryRun);
        new OldHistory(jdbc, limit.atOffset(ZoneOffset.UTC)).remove(removal);
        new OldRuns(jdbc)
                .remove(
                        removal,
                        limit.atOffset(ZoneOffset.UTC),
                        LocalDateTime.ofInstant(limit, ZoneId.systemDefault()));
        return new PruneReport(limit, removal.rows());
    }
}

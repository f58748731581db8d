package org.imageinventory.inventory.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Stops a process that has lost the run lock from writing: it can no longer begin or commit a transaction. Each commit
 * holds a second lock, and the next holder of the run lock waits for it. So no commit can happen after that holder
 * starts.
 */
@Component
final class RunLockFence implements TransactionExecutionListener {

    private final RunLock lock;
    private final JdbcClient jdbc;

    RunLockFence(RunLock lock, JdbcClient jdbc) {
        this.lock = lock;
        this.jdbc = jdbc;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        var held = lock.held();
        if (held != null) {
            held.requireAlive();
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var held = lock.held();
        // The release of a savepoint does not commit anything.
        if (held != null && !transaction.isReadOnly() && !transaction.isNested()) {
            held.requireHeld(jdbc);
        }
    }
}

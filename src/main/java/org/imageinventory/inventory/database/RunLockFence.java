package org.imageinventory.inventory.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Keeps a process that has lost the run lock from writing: it begins no transaction any more, and commits none. A commit
 * holds a lock of its own, which the next holder of the run lock waits for, so none slips through behind its check.
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
        // The release of a savepoint commits nothing yet.
        if (held != null && !transaction.isReadOnly() && !transaction.isNested()) {
            held.requireHeld(jdbc);
        }
    }
}

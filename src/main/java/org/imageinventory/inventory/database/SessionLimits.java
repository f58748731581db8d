package org.imageinventory.inventory.database;

import java.time.Duration;

/**
 * Time limits of a session; zero means no limit.
 *
 * @param statement how long one statement may take
 * @param lock how long a statement waits for a lock of another session
 * @param idleInTransaction how long a session may be idle in a transaction before the server ends the session
 */
public record SessionLimits(Duration statement, Duration lock, Duration idleInTransaction) {

    public SessionLimits {
        if (statement.isNegative() || lock.isNegative() || idleInTransaction.isNegative()) {
            throw new IllegalArgumentException("a session's time limit must not be negative");
        }
    }
}

package org.imageinventory.inventory.database;

import java.time.Duration;

/**
 * How long a session waits for what; zero is without a limit.
 *
 * @param statement for one statement to be done
 * @param lock for another session's lock
 * @param idleInTransaction for the next statement of an open transaction, after which the server ends the session
 */
public record SessionLimits(Duration statement, Duration lock, Duration idleInTransaction) {

    public SessionLimits {
        if (statement.isNegative() || lock.isNegative() || idleInTransaction.isNegative()) {
            throw new IllegalArgumentException("a session's time limit must not be negative");
        }
    }
}

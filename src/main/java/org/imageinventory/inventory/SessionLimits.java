package org.imageinventory.inventory;

import java.time.Duration;

/**
 * How long a session of the pool waits for what. All are more than 0.
 *
 * @param statement for one statement to be done
 * @param lock for another session's lock
 * @param idleInTransaction for the next statement of an open transaction, after which the server ends the session
 */
public record SessionLimits(Duration statement, Duration lock, Duration idleInTransaction) {}

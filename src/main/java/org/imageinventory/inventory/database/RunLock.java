package org.imageinventory.inventory.database;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The lock that allows only one run per database: an advisory lock of a dedicated session. If its holder dies,
 * PostgreSQL releases it. If the holder's host is unreachable, keepalives end the session within a minute. While this
 * process holds the lock, each of its transactions checks before its commit that it still does, see
 * {@link RunLockFence}.
 */
@Component
public class RunLock {

    private final JdbcConnectionDetails database;
    private volatile @Nullable LockSession held;

    RunLock(JdbcConnectionDetails database) {
        this.database = database;
    }

    /**
     * Runs an action while holding the lock. It does not wait for the lock.
     *
     * @throws RunLockHeldException if another process holds it; nothing was done
     * @throws RunLockException if the connection to the database cannot hold such a lock: nothing was done; or if the
     *     lock was lost during the action: nothing was written after that
     */
    public <T> T holding(Supplier<T> action) {
        try (var session = LockSession.open(database)) {
            session.requireOwnBackend();
            if (!session.tryLock()) {
                throw new RunLockHeldException("another run holds this inventory: " + session.holder());
            }
            return holding(session, action);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("could not request the run lock: " + e.getMessage(), e);
        }
    }

    private <T> T holding(LockSession session, Supplier<T> action) {
        held = session;
        try {
            return action.get();
        } catch (RuntimeException e) {
            // The lost lock is the cause of any other failure.
            throw session.isLost() ? RunLockException.lost(e) : e;
        } finally {
            held = null;
        }
    }

    /**
     * Checks that the connection to the database can hold the lock.
     *
     * @throws RunLockException if it cannot
     */
    void requirePossible() {
        try (var session = LockSession.open(database)) {
            session.requireOwnBackend();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("no session for the run lock: " + e.getMessage(), e);
        }
    }

    /** Returns the session that holds the lock; null if this process does not hold it. */
    @Nullable
    LockSession held() {
        return held;
    }
}

package org.imageinventory.inventory.database;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The right to run, one at a time a database: an advisory lock of a session of its own. When its holder dies, PostgreSQL
 * frees it; keepalives tell the server within a minute that the holder's host is gone. While it is held, every transaction
 * of this process proves so before it commits, see {@link RunLockFence}.
 */
@Component
public class RunLock {

    private final JdbcConnectionDetails database;
    private volatile @Nullable LockSession held;

    RunLock(JdbcConnectionDetails database) {
        this.database = database;
    }

    /**
     * Does it while holding the lock, which is not waited for.
     *
     * @throws RunLockHeldException if another process holds it; nothing was done
     * @throws RunLockException if the database is reached in a way that knows no such lock, and nothing was done; or if it
     *     was lost meanwhile, since when nothing was written
     */
    public <T> T holding(Supplier<T> action) {
        try (var session = LockSession.open(database)) {
            session.requireOwnBackend();
            if (!session.tryLock()) {
                throw new RunLockHeldException("another run holds this inventory: " + session.holder());
            }
            return holding(session, action);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the run lock could not be asked for: " + e.getMessage(), e);
        }
    }

    private <T> T holding(LockSession session, Supplier<T> action) {
        held = session;
        try {
            return action.get();
        } catch (RuntimeException e) {
            // Whatever else failed, it did because of that.
            throw session.isLost() ? RunLockException.lost(e) : e;
        } finally {
            held = null;
        }
    }

    /** @throws RunLockException if the database is reached in a way that knows no such lock */
    void requirePossible() {
        try (var session = LockSession.open(database)) {
            session.requireOwnBackend();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("no session of its own: " + e.getMessage(), e);
        }
    }

    /** The session that holds the lock; null if this process does not hold it. */
    @Nullable
    LockSession held() {
        return held;
    }
}

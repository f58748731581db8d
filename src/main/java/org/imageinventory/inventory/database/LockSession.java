package org.imageinventory.inventory.database;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database session, outside the pool, that can hold the run lock. */
final class LockSession implements AutoCloseable {

    /** Key of the run lock. It is arbitrary, but must be the same in every version of this program. */
    private static final long RUN = 0x696D_6167_6569_6E76L;

    /**
     * Key of a second lock. Each commit under the run lock holds it shared; the next holder takes it once exclusively.
     */
    private static final long COMMIT = RUN + 1;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int ALIVE_SECONDS = 5;

    /** Each statement ends at once, except for one wait of five seconds. */
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ZERO);

    private final JdbcConnectionDetails database;
    private final Connection session;
    private final int backend;
    private volatile boolean lost;

    private LockSession(JdbcConnectionDetails database, Connection session) throws SQLException {
        this.database = database;
        this.session = session;
        this.backend = backend(session);
    }

    static LockSession open(JdbcConnectionDetails database) throws SQLException {
        return new LockSession(database, connect(database));
    }

    /**
     * Checks that no other client uses the same server process. A pooler in transaction mode gives the process to
     * another client after each transaction, and with it our lock.
     */
    void requireOwnBackend() throws SQLException {
        if (backend == session.unwrap(PGConnection.class).getBackendPID()) {
            return; // no pooler in between
        }
        try (var other = connect(database)) {
            other.setAutoCommit(false); // so it keeps its server process until the rollback
            if (backend(other) == backend || backend(session) != backend) {
                throw new RunLockException(
                        "TransactionPooler",
                        "spring.datasource.url points to a connection pooler in transaction mode (such as PgBouncer):"
                                + " the run lock needs a dedicated session",
                        "Set it to PostgreSQL itself, or to a database of the pooler in session mode"
                                + " (pool_mode=session in pgbouncer.ini).",
                        null);
            }
            other.rollback();
        }
    }

    /**
     * Tries to take the run lock without waiting. If that succeeds, waits for the last commit of the previous holder.
     */
    boolean tryLock() throws SQLException {
        try (var statement = session.createStatement()) {
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + RUN + ")")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
            statement.execute("SELECT pg_advisory_lock(" + COMMIT + "), pg_advisory_unlock(" + COMMIT + ")");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Returns who holds the lock; without address and start if the role may not see the sessions of others. */
    String holder() throws SQLException {
        var sql =
                """
                SELECT a.application_name, host(a.client_addr), a.backend_start
                FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.classid::bigint << 32 | l.objid::bigint) IN (?, ?)
                ORDER BY l.objid
                """;
        try (var statement = session.prepareStatement(sql)) {
            statement.setLong(1, RUN);
            statement.setLong(2, COMMIT);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return "a process that has just ended";
                }
                var address = row.getString(2);
                var since = row.getObject(3, OffsetDateTime.class);
                return row.getString(1)
                        + (address == null ? "" : " at " + address)
                        + (since == null ? "" : ", since " + since);
            }
        }
    }

    /**
     * Checks that the session is alive.
     *
     * @throws RunLockException if the session has ended
     */
    void requireAlive() {
        try {
            lost |= !session.isValid(ALIVE_SECONDS);
        } catch (SQLException e) {
            throw new IllegalArgumentException(e); // only for a negative timeout
        }
        if (lost) {
            throw RunLockException.lost(null);
        }
    }

    /**
     * Checks on the server that this session still holds the lock.
     *
     * @param transaction the transaction that is about to commit
     * @throws RunLockException if it does not
     */
    void requireHeld(JdbcClient transaction) {
        lost |= !transaction
                .sql(
                        """
                        SELECT CASE WHEN pg_try_advisory_xact_lock_shared(:commit) THEN EXISTS (
                            SELECT FROM pg_locks
                            WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pid = :backend
                              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                              AND (classid::bigint << 32 | objid::bigint) = :run) ELSE false END
                        """)
                .param("commit", COMMIT)
                .param("backend", backend)
                .param("run", RUN)
                .query(Boolean.class)
                .single();
        if (lost) {
            throw RunLockException.lost(null);
        }
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The session has already ended, and with it the lock.
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(JdbcConnectionDetails database) throws SQLException {
        var properties = Map.of("socketTimeout", "15", "ApplicationName", whoWeAre());
        return new OwnSessions(database, LIMITS, properties).getConnection();
    }

    /** Returns the application name. PostgreSQL keeps its first 63 bytes. */
    private static String whoWeAre() {
        var process = ManagementFactory.getRuntimeMXBean().getPid();
        try {
            return "image-inventory process " + process + " on "
                    + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "image-inventory process " + process;
        }
    }
}

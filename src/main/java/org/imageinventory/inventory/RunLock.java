package org.imageinventory.inventory;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The right to run, one at a time a database: an advisory lock of a session of its own. When its holder dies, PostgreSQL
 * frees it; keepalives tell the server within a minute that the holder's host is gone.
 */
@Component
public class RunLock {

    /** Any number will do, as long as every version of this program uses the same. */
    private static final long KEY = 0x696D_6167_6569_6E76L;

    private final JdbcConnectionDetails database;

    RunLock(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** The lock, until it is closed. */
    public static final class Held implements AutoCloseable {

        private final Connection session;

        Held(Connection session) {
            this.session = session;
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException e) {
                // The session is gone already, and the lock with it.
            }
        }
    }

    /** What came of asking for the lock: it, or who holds it. */
    public record Attempt(@Nullable Held held, @Nullable String holder) {}

    /** Asks for the lock without waiting. */
    public Attempt tryAcquire() {
        try {
            var session = DriverManager.getConnection(database.getJdbcUrl(), properties());
            if (ask(session)) {
                return new Attempt(new Held(session), null);
            }
            try (session) {
                return new Attempt(null, holder(session));
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the run lock could not be asked for: " + e.getMessage(), e);
        }
    }

    private boolean ask(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            // Where the platform has these settings; a Unix-domain socket ignores them and needs none.
            statement.execute("SET tcp_keepalives_idle = 15");
            statement.execute("SET tcp_keepalives_interval = 10");
            statement.execute("SET tcp_keepalives_count = 3");
            // An idle session is what this is: the server must not end it for that.
            statement.execute("SET idle_session_timeout = 0");
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String holder(Connection session) throws SQLException {
        var sql =
                """
                SELECT a.application_name, host(a.client_addr), a.backend_start
                FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.classid::bigint << 32 | l.objid::bigint) = ?
                """;
        try (var statement = session.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return "one that ended just now";
                }
                var address = row.getString(2);
                return row.getString(1) + (address == null ? "" : " at " + address) + ", since "
                        + row.getObject(3, OffsetDateTime.class);
            }
        }
    }

    private Properties properties() {
        var properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", whoWeAre());
        return properties;
    }

    /** PostgreSQL keeps 63 bytes of it. */
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

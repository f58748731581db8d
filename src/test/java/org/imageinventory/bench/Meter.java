package org.imageinventory.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A meter of the cost of work in this JVM and in PostgreSQL, whose processes must run on this machine. */
final class Meter {

    private static final long NANOS_PER_TICK = 10_000_000;
    private static final Path PROCESSES = Path.of("/proc");

    private final boolean countsRows;
    private final JdbcClient jdbc;
    private final String postmaster;

    /**
     * Creates a meter. It counts rows only if the pool has one connection, because sessions report their counts to the
     * server with a delay.
     */
    Meter(DataSource database) {
        this.countsRows = database instanceof HikariDataSource pool && pool.getMaximumPoolSize() == 1;
        this.jdbc = JdbcClient.create(database);
        this.postmaster = field(PROCESSES.resolve(number("SELECT pg_backend_pid()") + "/stat"), 3);
    }

    Cost measure(long images, Runnable work) {
        var rows = countsRows ? rows() : 0;
        var wal = number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        var server = serverNanos();
        var client = clientNanos();
        var start = System.nanoTime();
        work.run();
        return new Cost(
                images,
                System.nanoTime() - start,
                clientNanos() - client,
                serverNanos() - server,
                number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint") - wal,
                countsRows ? rows() - rows : null);
    }

    private long rows() {
        jdbc.sql("SELECT pg_stat_force_next_flush()").query(Object.class).optional();
        return number(
                """
                SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_user_tables
                WHERE schemaname = 'inventory' AND relname LIKE 'image%'
                """);
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static long clientNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Returns the CPU time of the postmaster's children, including those that have ended. */
    private long serverNanos() {
        try (Stream<Path> all = Files.list(PROCESSES)) {
            var living = all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(process -> process.resolve("stat"))
                    .filter(stat -> field(stat, 3).equals(postmaster))
                    .mapToLong(stat -> ticks(stat, 13) + ticks(stat, 14))
                    .sum();
            var parent = PROCESSES.resolve(postmaster).resolve("stat");
            return (living + ticks(parent, 15) + ticks(parent, 16)) * NANOS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(Path stat, int place) {
        return Long.parseLong(field(stat, place));
    }

    /**
     * Returns a field of a process's {@code stat} by its index, which starts at 0. Returns 0 if the process has ended
     * meanwhile.
     */
    private static String field(Path stat, int place) {
        try {
            // The name is in parentheses and may contain spaces.
            return Files.readString(stat).replaceFirst("\\(.*\\)", "name").split(" ", -1)[place];
        } catch (IOException e) {
            return "0";
        }
    }
}

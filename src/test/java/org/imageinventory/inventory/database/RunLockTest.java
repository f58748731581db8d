package org.imageinventory.inventory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.TransactionPooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The run lock. One run holds it, every other run learns who holds it, and no other lock counts as the run lock. */
class RunLockTest {

    private static final int TOGETHER = 20;

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Test
    void ofTwentyThatStartTogetherOneRuns() throws Exception {
        var together = new CyclicBarrier(TOGETHER);
        var refused = new CountDownLatch(TOGETHER - 1);
        var threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            var runs = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < TOGETHER; i++) {
                var lock = new RunLock(at(DATABASE.jdbcUrl()));
                runs.add(threads.submit(() -> {
                    together.await();
                    try {
                        // This run holds the lock until all others are refused.
                        return lock.holding(() -> await(refused));
                    } finally {
                        refused.countDown();
                    }
                }));
            }
            var holders = 0;
            for (var run : runs) {
                try {
                    holders += run.get(30, TimeUnit.SECONDS) ? 1 : 0;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(RunLockHeldException.class);
                    assertThat(e)
                            .hasMessageContaining(
                                    "process " + ProcessHandle.current().pid() + " on ");
                    assertThat(e).hasMessageMatching(".* since \\d{4}-.*");
                }
            }
            assertThat(holders).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRoleThatMaySeeNoOneElsesSessionsIsToldTheProcess() {
        Sql.on(DATABASE).run("DROP ROLE IF EXISTS onlooker", "CREATE ROLE onlooker LOGIN PASSWORD 'of-a-test'");
        var onlooker = new RunLock(at(DATABASE.jdbcUrl(), "onlooker", "of-a-test"));
        try {
            new RunLock(at(DATABASE.jdbcUrl())).holding(() -> {
                assertThatThrownBy(() -> onlooker.holding(() -> true))
                        .isInstanceOf(RunLockHeldException.class)
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid())
                        .hasMessageNotContaining("null");
                return true;
            });
        } finally {
            Sql.on(DATABASE).run("DROP ROLE onlooker");
        }
    }

    @Test
    void theNextHolderWaitsForTheLastCommitUnderTheLock() throws Exception {
        try (var committing = DATABASE.dataSource().getConnection();
                var statement = committing.createStatement()) {
            committing.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock_shared(" + (0x696D_6167_6569_6E76L + 1) + ")");

            assertThatThrownBy(() -> new RunLock(at(DATABASE.jdbcUrl())).holding(() -> true))
                    .isInstanceOf(RunLockHeldException.class);

            committing.rollback();
        }
        assertThat(new RunLock(at(DATABASE.jdbcUrl())).holding(() -> true)).isTrue();
    }

    @Test
    void aRolesOwnTimeLimitsDoNotEndTheLocksSession() throws Exception {
        Sql.on(DATABASE)
                .run(
                        "DROP ROLE IF EXISTS impatient",
                        "CREATE ROLE impatient LOGIN PASSWORD 'of-a-test'",
                        "ALTER ROLE impatient SET statement_timeout = '1s'",
                        "ALTER ROLE impatient SET lock_timeout = '1s'",
                        "ALTER ROLE impatient SET idle_session_timeout = '1s'");
        var lock = new RunLock(at(DATABASE.jdbcUrl(), "impatient", "of-a-test"));
        try (var committing = DATABASE.dataSource().getConnection();
                var statement = committing.createStatement()) {
            committing.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock_shared(" + (0x696D_6167_6569_6E76L + 1) + ")");
            // The lock waits for that commit, longer than the role's time limits.
            assertThatThrownBy(() -> lock.holding(() -> true)).isInstanceOf(RunLockHeldException.class);
            committing.rollback();

            assertThat(lock.holding(() -> {
                        Sql.on(DATABASE).rows("SELECT pg_sleep(1.5)");
                        return Sql.on(DATABASE)
                                .rows("SELECT count(*) FROM pg_stat_activity WHERE usename = 'impatient'");
                    }))
                    .containsExactly("1");
        } finally {
            Sql.on(DATABASE).run("DROP ROLE impatient");
        }
    }

    @Test
    void aPoolerInTransactionModeIsRefusedAndNoLockLeftBehind() throws IOException {
        try (var pooler = TransactionPooler.before(DATABASE)) {
            assertThatThrownBy(() -> new RunLock(at(pooler.jdbcUrl())).holding(() -> true))
                    .isInstanceOf(RunLockException.class)
                    .hasMessageContaining("spring.datasource.url")
                    .hasMessageContaining("PgBouncer");

            assertThat(Sql.on(DATABASE).rows("SELECT objid FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEmpty();
        }
    }

    private static Boolean await(CountDownLatch refused) {
        try {
            return refused.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JdbcConnectionDetails at(String url) {
        return at(url, DATABASE.username(), DATABASE.password());
    }

    static JdbcConnectionDetails at(String url, String username, String password) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return username;
            }

            @Override
            public String getPassword() {
                return password;
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }
}

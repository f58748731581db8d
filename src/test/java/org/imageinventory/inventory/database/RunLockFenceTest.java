package org.imageinventory.inventory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A run that has lost the run lock can neither commit nor begin a transaction. */
class RunLockFenceTest {

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    private RunLock lock;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void fence() {
        lock = new RunLock(RunLockTest.at(database.jdbcUrl()));
        var source = database.dataSource();
        jdbc = JdbcClient.create(source);
        var transactions = new JdbcTransactionManager(source);
        transactions.addListener(new RunLockFence(lock, jdbc));
        transaction = new TransactionTemplate(transactions);
        Sql.on(database).run("CREATE TABLE written (by text)");
    }

    @Test
    void theHolderWrites() {
        lock.holding(() -> transaction.execute(status -> write()));

        assertThat(Sql.on(database).rows("SELECT by FROM written")).containsExactly("me");
    }

    @Test
    void whatHasBegunIsNotCommitted() {
        assertLost(() -> transaction.execute(status -> write() && loseTheLock()));

        assertThat(Sql.on(database).rows("SELECT by FROM written")).isEmpty();
    }

    @Test
    void nothingIsBegun() {
        var begun = new AtomicBoolean();

        assertLost(() -> loseTheLock()
                && transaction.execute(status -> {
                    begun.set(true);
                    return true;
                }));

        assertThat(begun).isFalse();
    }

    private void assertLost(Supplier<Boolean> action) {
        assertThatThrownBy(() -> lock.holding(action))
                .isInstanceOf(RunLockException.class)
                .hasMessageContaining("run lock was lost");
    }

    private boolean write() {
        return jdbc.sql("INSERT INTO written VALUES ('me')").update() == 1;
    }

    /** Ends the lock's session, as a server shutdown or an administrator does. */
    private boolean loseTheLock() {
        return Sql.on(database)
                .rows(
                        "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1")
                .equals(List.of("t"));
    }
}

package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How a run reacts to database errors. A chunk is written again or not at all, and the failure is reported with its
 * error code. Two products have 20 images each, in chunks of ten. The error occurs in the second chunk of CloudApp.
 */
class DatabaseErrorTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 40)
                    .mapToObj(i -> "{\"ImageId\":\"i-%02d\",\"ProductType\":\"%s\"}"
                            .formatted(i, i <= 20 ? "CloudApp" : "CloudDesktop"))
                    .toList())
            .build()
            .start();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void aChunkThatIsRefusedForTheMomentIsWrittenAgain(String state) {
        Sql.on(database).run("CREATE SEQUENCE attempt");
        onInsertOf15(
                "IF nextval('attempt') <= 2 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '" + state + "'; END IF;");
        try (var program = program(Map.of())) {
            assertThat(program.sync().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertThat(rows("SELECT last_value FROM attempt")).containsExactly("3");
        assertAllIsThereOnce();
    }

    @ParameterizedTest
    @CsvSource({
        "DiskFull, RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100';",
        "StatementCanceled, PERFORM pg_sleep(600);",
        "DatabaseConnectionLost, PERFORM pg_terminate_backend(pg_backend_pid());",
        "LockTimeout, RAISE EXCEPTION 'never' USING ERRCODE = '55P03';"
    })
    void aChunkThatCannotBeWrittenFailsItsScopeAlone(String code, String trouble) {
        onInsertOf15(trouble);
        try (var program = program(Map.of("inventory.database.statement-timeout", "1s"))) {
            assertThat(program.sync().outcome()).isEqualTo(RunOutcome.PARTIAL);

            assertThat(
                            rows(
                                    "SELECT product, status, error_code FROM inventory.walk JOIN inventory.scope USING (scope_key) ORDER BY 1"))
                    .containsExactly("CloudApp|failed|" + code, "CloudDesktop|complete|null");
            assertThat(rows("SELECT count(*), count(*) FILTER (WHERE image_id <= 'i-20') FROM inventory.image"))
                    .containsExactly("30|10");
            Sql.on(database).run("DROP TRIGGER trouble ON inventory.image");
            assertThat(program.sync().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertAllIsThereOnce();
    }

    @Test
    void aRunThatLostItsConnectionIsResumed() {
        onInsertOf15("PERFORM pg_terminate_backend(pg_backend_pid());");
        try (var program = program(Map.of("inventory.products", "CloudApp"))) {
            assertThat(program.sync().outcome()).isEqualTo(RunOutcome.FAILED);
            Sql.on(database).run("DROP TRIGGER trouble ON inventory.image");
            api.forgetRequests();

            assertThat(program.resume().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertThat(rows("SELECT run_id, outcome FROM inventory.sync_run")).containsExactly("1|complete");
        assertThat(rows("SELECT created, images_seen FROM inventory.walk")).containsExactly("20|20");
        assertThat(rows("SELECT count(*), max(revision) FROM inventory.image")).containsExactly("20|1");
    }

    @Test
    void aLockIsWaitedForWithinLimits() throws Exception {
        try (var reporter = Sql.on(database).connect();
                var statement = reporter.createStatement();
                var program = program(Map.of("inventory.database.lock-timeout", "100ms"))) {
            reporter.setAutoCommit(false);
            statement.execute("LOCK TABLE inventory.image IN SHARE MODE");

            // The first run does not get the lock within the limit. In the second run, both walks wait for it and get
            // it.
            assertThat(program.sync().outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(rows("SELECT DISTINCT error_code FROM inventory.walk")).containsExactly("LockTimeout");
            assertThat(rows("SELECT count(*) FROM inventory.image")).containsExactly("0");

            var running = CompletableFuture.supplyAsync(program::sync);
            awaitWaiters();
            reporter.rollback();
            assertThat(running.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertAllIsThereOnce();
    }

    @Test
    void aDeadlockWithAReporterIsGotOutOf() throws Exception {
        try (var reporter = Sql.on(database).connect();
                var statement = reporter.createStatement();
                var program = program(Map.of("inventory.database.retry-budget", "1m"))) {
            program.sync();
            IntStream.rangeClosed(1, 20)
                    .forEach(i -> api.inventory().patch("i-%02d".formatted(i), Map.of("Status", "INIT")));
            reporter.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '1min'"); // the run shall detect the deadlock
            statement.execute("SELECT FROM inventory.image WHERE image_id = 'i-10' FOR UPDATE");
            var running = CompletableFuture.supplyAsync(program::sync);
            awaitWaiters();

            statement.execute("SELECT FROM inventory.image WHERE image_id = 'i-01' FOR UPDATE");
            reporter.rollback();

            assertThat(running.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertThat(rows("SELECT deadlocks > 0 FROM pg_stat_database WHERE datname = current_database()"))
                .containsExactly("t");
        assertThat(rows("SELECT revision, count(*) FROM inventory.image GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|20", "2|20");
    }

    @Test
    void aSessionHasItsLimits() {
        try (var program = program(Map.of("inventory.database.statement-timeout", "7m"))) {
            var jdbc = program.part(JdbcTemplate.class);
            for (var limit : Map.of(
                            "statement_timeout", "7min",
                            "lock_timeout", "5s",
                            "idle_in_transaction_session_timeout", "1min",
                            "tcp_keepalives_idle", "15",
                            "tcp_keepalives_interval", "10",
                            "tcp_keepalives_count", "3",
                            "plan_cache_mode", "force_custom_plan")
                    .entrySet()) {
                assertThat(jdbc.queryForObject("SHOW " + limit.getKey(), String.class))
                        .as(limit.getKey())
                        .isEqualTo(limit.getValue());
            }
        }
    }

    private SyncInProcess program(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "inventory.products", "CloudApp,CloudDesktop",
                "inventory.chunk-size", "10",
                "inventory.database.retry-budget", "2s"));
        all.putAll(settings);
        return SyncInProcess.on(database, api, all);
    }

    private void onInsertOf15(String trouble) {
        Sql.on(database)
                .run(
                        "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + trouble
                                + " RETURN new; END $$",
                        "CREATE TRIGGER trouble BEFORE INSERT ON inventory.image FOR EACH ROW"
                                + " WHEN (new.image_id = 'i-15') EXECUTE FUNCTION trouble()");
    }

    private void awaitWaiters() {
        new Tables(database)
                .await("SELECT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock')");
    }

    private void assertAllIsThereOnce() {
        assertThat(rows("SELECT count(*), count(DISTINCT image_id), max(revision) FROM inventory.image"))
                .containsExactly("40|40|1");
        assertThat(rows("SELECT count(*) FROM inventory.image_revision")).containsExactly("40");
    }

    private List<String> rows(String query) {
        return Sql.on(database).rows(query);
    }
}

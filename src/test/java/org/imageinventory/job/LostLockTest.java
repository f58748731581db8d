package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imageinventory.inventory.database.RunLockException;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run that loses the run lock writes nothing more and reports why. The next run resumes it. */
class LostLockTest {

    private static final String END_THE_HOLDER =
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void theChunkUnderWayIsNotCommitted() throws Exception {
        try (var api = StandIn.builder()
                        .documents(IntStream.rangeClosed(1, 30)
                                .mapToObj("{\"ImageId\":\"i-%02d\",\"ProductType\":\"CloudApp\"}"::formatted)
                                .toList())
                        .build()
                        .start();
                var program = SyncInProcess.on(
                        database,
                        api,
                        Map.of(
                                "inventory.products", "CloudApp",
                                "inventory.page-size", "10",
                                "inventory.chunk-size", "10",
                                "inventory.api.read-ahead", "0"))) {
            api.faults().when(call -> call.page() == 2, Fault.hang()).requests(1);
            var running = CompletableFuture.supplyAsync(program::sync);
            assertThat(api.faults().awaitHanging(1, Duration.ofSeconds(60))).isTrue();
            // The chunk's transaction has begun. It must not be committed.
            assertThat(rows(END_THE_HOLDER)).containsExactly("t");

            api.faults().release();

            assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
                    .rootCause()
                    .isInstanceOf(RunLockException.class)
                    .hasMessageContaining("run lock was lost");
            assertThat(rows("SELECT count(*) FROM inventory.image")).containsExactly("10");
            assertThat(rows("SELECT count(*), count(outcome) FROM inventory.sync_run"))
                    .containsExactly("1|0");

            assertThat(program.resume().outcome()).isEqualTo(RunOutcome.COMPLETE);
            assertThat(rows("SELECT run_id, outcome FROM inventory.sync_run")).containsExactly("1|complete");
            assertThat(rows("SELECT count(*), max(revision) FROM inventory.image"))
                    .containsExactly("30|1");
        }
    }

    private List<String> rows(String query) {
        return Sql.on(database).rows(query);
    }
}

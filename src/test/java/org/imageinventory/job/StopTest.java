package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run that is stopped while it waits for the API stops immediately and keeps what it has read. The next run resumes
 * it. There are 40 images, ten per page, in chunks of seven.
 */
class StopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 40)
                    .mapToObj("{\"ImageId\":\"i-%02d\",\"ProductType\":\"CloudApp\"}"::formatted)
                    .toList())
            .build()
            .start();

    @AfterEach
    void close() {
        api.faults().release();
        api.close();
    }

    @Test
    void aWalkThatBacksOffStops() throws Exception {
        api.faults().when(call -> call.page() == 3, Fault.throttled(Duration.ofMinutes(1)));

        stopOnce(() -> api.requests().size() == 3, "100000");

        // Two chunks of seven images, and the six images of the third chunk that had already been read.
        assertThat(rows("SELECT count(*) FROM inventory.image")).containsExactly("20");
        assertTheNextRunAsksFor("3", "4");
    }

    @Test
    void aWalkThatWaitsForItsTurnStops() throws Exception {
        // The first chunk consists of images of the first page, so that page has been read.
        stopOnce(() -> rows("SELECT count(*) FROM inventory.image").equals(List.of("7")), "0.05");

        assertTheNextRunAsksFor("2", "3", "4");
    }

    @Test
    void aSecondPassStops() throws Exception {
        api.faults().when(call -> call.page() == 1, Fault.countOffBy(1)).requests(1);
        api.faults().when(call -> call.page() == 2, Fault.hang()).skipping(1);

        stopOnce(this::hangs, "100000");

        assertTheNextRunAsksFor("2", "3", "4");
        assertThat(rows("SELECT passes FROM inventory.walk")).containsExactly("2");
    }

    @Test
    void aListThatChangedBeforeAStopIsReadAgain() throws Exception {
        api.faults().when(call -> call.page() == 1, Fault.countOffBy(1)).requests(1);
        api.faults().when(call -> call.page() == 3, Fault.hang());

        stopOnce(this::hangs, "100000");

        assertTheNextRunAsksFor("3", "4", "1", "2", "3", "4");
    }

    @Test
    void aListThatShrankDuringAStopIsReadAgain() throws Exception {
        api.faults().when(call -> call.page() == 3, Fault.hang());
        stopOnce(this::hangs, "100000");
        api.faults().clear();
        // Now i-21 is on page 2, which has been read. The pages have 39 distinct images, as many as the list.
        api.inventory().delete("i-01");
        api.forgetRequests();

        try (var program = program("100000")) {
            assertThat(program.resume().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }

        assertThat(api.requests())
                .extracting(request -> String.valueOf(request.page()))
                .startsWith("3", "4", "1", "2", "3", "4");
        assertThat(rows("SELECT passes, images_seen FROM inventory.walk")).containsExactly("2|39");
        assertThat(rows("SELECT count(*) FROM inventory.image WHERE deleted_at IS NULL"))
                .containsExactly("39");
    }

    @Test
    void aSweepStopsAndKeepsWhatWasAnswered() throws Exception {
        assertTheNextRunAsksFor("1", "2", "3", "4");
        var gone = IntStream.rangeClosed(11, 16).mapToObj("i-%02d"::formatted).toList();
        gone.forEach(api.inventory()::delete);
        api.faults().when(call -> "i-14".equals(call.parameters().get("ImageId")), Fault.hang());

        stopOnce(() -> hangs() && noTransactionIsIdle(), "100000");

        assertThat(deleted()).containsExactlyElementsOf(gone.subList(0, 3));
        api.forgetRequests();
        api.faults().clear();
        try (var program = program("100000")) {
            assertThat(program.resume().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertThat(api.requests())
                .extracting(request -> request.call().parameters().get("ImageId"))
                .hasSameElementsAs(gone.subList(3, 6));
        assertThat(deleted()).containsExactlyElementsOf(gone);
    }

    /**
     * Stops a run when the condition is met. The run must stop within seconds and leave no running execution in the
     * job's state.
     */
    private void stopOnce(BooleanSupplier condition, String rate) throws Exception {
        api.forgetRequests();
        try (var program = program(rate)) {
            var running = CompletableFuture.supplyAsync(program::sync);
            await(condition, running);

            program.stop();

            // A page that hangs would keep it much longer.
            var report = running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(report.outcome()).isEqualTo(RunOutcome.STOPPED);
        }
        assertThat(rows("SELECT status FROM batch.batch_job_execution ORDER BY job_execution_id DESC LIMIT 1"))
                .containsExactly("STOPPED");
        assertThat(rows("SELECT DISTINCT status FROM batch.batch_step_execution"))
                .isSubsetOf("COMPLETED", "STOPPED");
    }

    private void assertTheNextRunAsksFor(String... pages) {
        api.faults().clear();
        api.forgetRequests();
        try (var program = program("100000")) {
            assertThat(program.resume().outcome()).isEqualTo(RunOutcome.COMPLETE);
        }
        assertThat(api.requests())
                .extracting(request -> String.valueOf(request.page()))
                .containsExactly(pages);
        assertThat(rows("SELECT count(*) FROM inventory.image")).containsExactly("40");
        assertThat(rows("SELECT status, images_seen FROM inventory.walk")).containsExactly("complete|40");
    }

    private SyncInProcess program(String rate) {
        return SyncInProcess.on(
                database,
                api,
                Map.of(
                        "inventory.products", "CloudApp",
                        "inventory.page-size", "10",
                        "inventory.chunk-size", "7",
                        "inventory.rate-limit", rate,
                        "inventory.api.read-ahead", "0"));
    }

    private static void await(BooleanSupplier condition, CompletableFuture<?> running) {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast("the run has ended", running::isDone)
                .until(condition::getAsBoolean);
    }

    private boolean hangs() {
        try {
            return api.faults().awaitHanging(1, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction that waits for the API would keep its locks, and the server would end it. */
    private boolean noTransactionIsIdle() {
        assertThat(
                        rows(
                                """
                        SELECT query FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'idle in transaction'
                        """))
                .isEmpty();
        return true;
    }

    private List<String> deleted() {
        return rows("SELECT image_id FROM inventory.image WHERE deleted_at IS NOT NULL ORDER BY 1");
    }

    private List<String> rows(String query) {
        return Sql.on(database).rows(query);
    }
}

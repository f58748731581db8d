package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** A run reports the requests that the API received, whatever ends it. */
class RequestCountsTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 40)
                    .mapToObj(i -> "{\"ImageId\":\"i-%02d\",\"ProductType\":\"%s\"}"
                            .formatted(i, i <= 30 ? "CloudApp" : "CloudDesktop"))
                    .toList())
            .build()
            .start();

    @AfterEach
    void close() {
        api.faults().release();
        api.close();
    }

    @Test
    void retriesLookupsAndFailedScopesCount() {
        try (var program = program()) {
            assertCounted(program.sync());
            api.inventory().delete("i-01");
            api.inventory().delete("i-02");
            api.faults().when(call -> call.page() == 2, Fault.error(503)).requests(2);
            api.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.error(403, "Forbidden.RAM", "no"));
            api.forgetRequests();

            var report = program.sync();

            assertThat(report.outcome()).isEqualTo(RunOutcome.PARTIAL);
            assertThat(report.total().deleted()).isEqualTo(2);
            assertThat(report.apiRetries()).isEqualTo(2);
            assertCounted(report);
        }
    }

    @Test
    void aStoppedRunHasWhatItReadAndTheResumedRunAddsToIt() throws Exception {
        api.faults().when(call -> call.page() == 3, Fault.hang());
        try (var program = program()) {
            var running = CompletableFuture.supplyAsync(program::sync);
            assertThat(api.faults().awaitHanging(1, Duration.ofMinutes(1))).isTrue();
            new Tables(database).await("SELECT count(*) = 2 FROM inventory.walk WHERE passes = 1 OR pages = 0");
            program.stop();

            var stopped = running.get(1, TimeUnit.MINUTES);

            assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
            assertCounted(stopped);
            assertThat(new Tables(database).run()).containsEntry("pages", pages(stopped));
            assertThat(pages(stopped)).isPositive();
        }
        api.faults().clear();
        try (var program = program()) {
            var resumed = program.resume();

            assertThat(resumed.outcome()).isEqualTo(RunOutcome.COMPLETE);
            assertThat(resumed.resumedAt()).isNotNull();
            assertCounted(resumed);
        }
    }

    @Test
    void aSweepThatEndsBeforeItsFirstLookupKeepsTheRequestsOfAnEarlierProcess() {
        long runId;
        try (var program = program()) {
            var report = program.sync();
            runId = report.runId();
            assertCounted(report);
        }
        try (var program = program()) {
            var job = Objects.requireNonNull(program.part(JobRepository.class)
                    .getLastJobExecution(Objects.requireNonNull(program.part(JobRepository.class)
                            .getJobInstance(RunParameters.JOB_NAME, RunParameters.identifying(runId)))));

            program.part(SweepStepListener.class).afterStep(new StepExecution(1, "sweep:scope-1-pass-1", job));

            assertThat(new Tables(database).value("SELECT sum(api_requests)::bigint FROM inventory.walk"))
                    .isEqualTo((long) api.requests().size());
        }
    }

    private void assertCounted(RunReport report) {
        assertThat(report.apiRequests()).isEqualTo(api.requests().size());
    }

    private static long pages(RunReport report) {
        return report.walks().stream().mapToLong(walk -> walk.pages()).sum();
    }

    private SyncInProcess program() {
        return SyncInProcess.on(
                database,
                api,
                Map.of(
                        "inventory.products", "CloudApp,CloudDesktop",
                        "inventory.page-size", "10",
                        "inventory.chunk-size", "7",
                        "inventory.api.read-ahead", "0",
                        "inventory.mass-delete-guard.ratio", "1"));
    }
}

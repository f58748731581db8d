package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sync that exits with 0 has listed every scope since it was started, or prints the time for which its data is true.
 * There are 25 images, ten per page.
 */
class ResumedRunsTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(Stream.of("CloudApp", "CloudDesktop")
                    .flatMap(product -> IntStream.rangeClosed(1, 25).mapToObj(i -> element(product + "-" + i, product)))
                    .toList())
            .build();

    @BeforeEach
    void start() {
        api.start();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whatAnInterruptedRunHadListedIsListedAgain() {
        assertExit(program().run("sync"), 0);
        failTheSweepOf("CloudApp");
        api.inventory().patch("CloudApp-1", Map.of("Status", "INIT"));
        api.inventory().patch("CloudDesktop-1", Map.of("Status", "INIT"));
        api.forgetRequests();

        var outcome = assertExit(program().run("sync"), 0);

        assertThat(outcome.out()).contains("run 2 complete as of ", "run 3 complete: 2 of 2 scopes complete");
        assertThat(tables().values("SELECT image_id, status FROM inventory.image WHERE status IS NOT NULL ORDER BY 1"))
                .containsExactly(List.of("CloudApp-1", "INIT"), List.of("CloudDesktop-1", "INIT"));
        assertThat(tables().values("SELECT count(*) FROM inventory.scope WHERE last_complete_run = 3"))
                .containsExactly(List.of(2L));
    }

    @Test
    void resumeOnlySaysAsOfWhenItIsComplete() {
        assertExit(program().run("sync"), 0);
        failTheSweepOf("CloudApp");
        api.forgetRequests();

        var outcome = assertExit(program().run("sync", "--resume-only"), 0);

        assertThat(outcome.out()).contains("run 2 complete as of ");
        assertThat(api.requests())
                .allSatisfy(request -> assertThat(request.call().parameters()).containsKey("ImageId"));
        assertThat(
                        tables().values(
                                        """
                        SELECT s.product, w.ended_at IS NOT NULL AS ended, s.last_complete_at = w.ended_at AS at,
                               s.last_complete_started_at = w.pass_started_at AS started_at
                        FROM inventory.scope s JOIN inventory.walk w USING (scope_key) WHERE w.run_id = 2 ORDER BY 1
                        """))
                .containsExactly(List.of("CloudApp", true, true, true), List.of("CloudDesktop", true, true, true));
        assertThat(tables().values("SELECT DISTINCT late FROM inventory.scope_freshness"))
                .containsExactly(List.of(false));
    }

    @Test
    void aScopeThatTheResumedRunListedFromItsFirstPageOnIsNotListedTwice() {
        api.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.noPermission());
        api.faults().when(call -> "CloudApp".equals(call.product()) && call.page() == 3, Fault.noPermission());
        assertExit(program().run("sync"), 1);
        api.faults().clear();
        api.forgetRequests();

        assertExit(program().run("sync"), 0);

        assertThat(api.requests().stream()
                        .map(request -> request.call().product() + " " + request.page())
                        .sorted())
                .containsExactly(
                        "CloudApp 1",
                        "CloudApp 2",
                        "CloudApp 3",
                        "CloudApp 3",
                        "CloudDesktop 1",
                        "CloudDesktop 2",
                        "CloudDesktop 3");
        assertThat(tables().values("SELECT outcome FROM inventory.sync_run ORDER BY run_id"))
                .containsExactly(List.of("complete"), List.of("complete"));
    }

    @Test
    void theEndOfACompleteWalkNeverGoesBackOrAway() {
        assertExit(program().run("sync"), 0);
        Sql.on(database).run("UPDATE inventory.scope SET last_complete_at = now() + interval '1 hour'");

        assertExit(program().run("sync"), 0);

        assertThat(tables().values("SELECT DISTINCT last_complete_at > now() FROM inventory.scope"))
                .containsExactly(List.of(true));
    }

    /** Creates the state after a kill between creating a partition's step execution and first saving its context. */
    @ParameterizedTest
    @ValueSource(strings = {"walk-scope", "sweep-scope"})
    void aPartitionWhoseContextWasNeverSavedIsResumed(String step) {
        assertExit(program().run("sync"), 0);
        List.of("CloudApp-1", "CloudApp-2", "CloudApp-3").forEach(api.inventory()::delete);
        var product = step.equals("walk-scope") ? "CloudApp" : null;
        api.faults()
                .when(
                        call -> product == null
                                ? call.parameters().containsKey("ImageId")
                                : product.equals(call.product()),
                        Fault.noPermission());
        assertExit(program().run("sync"), 3);
        Sql.on(database)
                .run(
                        "UPDATE inventory.sync_run SET outcome = NULL, ended_at = NULL WHERE run_id = 2",
                        "UPDATE batch.batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL WHERE job_execution_id = 2",
                        """
                UPDATE batch.batch_step_execution SET status = 'STARTING', exit_code = 'EXECUTING', end_time = NULL
                WHERE job_execution_id = 2 AND step_name LIKE '%s:%%'
                """
                                .formatted(step),
                        """
                UPDATE batch.batch_step_execution_context c
                SET short_context = (SELECT short_context FROM batch.batch_job_execution_context LIMIT 1),
                    serialized_context = NULL
                FROM batch.batch_step_execution s
                WHERE s.step_execution_id = c.step_execution_id AND s.job_execution_id = 2 AND s.step_name LIKE '%s:%%'
                """
                                .formatted(step));
        api.faults().clear();

        assertExit(program().run("sync"), 0);

        assertThat(tables().value("SELECT count(*) FROM inventory.image WHERE deleted_at IS NOT NULL"))
                .isEqualTo(3L);
        assertThat(tables().values("SELECT outcome FROM inventory.sync_run WHERE run_id = 2"))
                .containsExactly(List.of("complete"));
    }

    static Stream<String> statuses() {
        return Stream.of("STARTING", "STARTED", "STOPPING", "ABANDONED", "UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void whateverStatusADeadProcessLeavesIsResumed(String status) {
        api.faults().when(call -> call.page() == 2, Fault.noPermission());
        assertExit(program().run("sync"), 1);
        Sql.on(database)
                .run(
                        "UPDATE batch.batch_job_execution SET status = '" + status
                                + "', exit_code = 'UNKNOWN', end_time = NULL",
                        "UPDATE batch.batch_step_execution SET status = '" + status
                                + "', exit_code = 'UNKNOWN', end_time = NULL");
        api.faults().clear();

        assertExit(program().run("sync", "--resume-only"), 0);

        assertThat(tables().values("SELECT run_id, outcome FROM inventory.sync_run"))
                .containsExactly(List.of(1L, "complete"));
        assertThat(tables().count("image")).isEqualTo(50);
    }

    private void failTheSweepOf(String product) {
        List.of("-3", "-5", "-7").forEach(suffix -> api.inventory().delete(product + suffix));
        api.faults().when(call -> call.parameters().containsKey("ImageId"), Fault.noPermission());
        assertExit(program().with("inventory.resume-within", "6h").run("sync"), 3);
        // The state after a kill during the sweep.
        Sql.on(database)
                .run(
                        "UPDATE inventory.sync_run SET outcome = 'failed' WHERE run_id = 2",
                        "UPDATE batch.batch_job_execution SET status = 'FAILED' WHERE job_execution_id = 2");
        api.faults().clear();
    }

    private Program program() {
        return Program.on(database, api)
                .with("inventory.products", "CloudApp,CloudDesktop")
                .with("inventory.page-size", "10")
                .with("inventory.chunk-size", "10")
                .with("inventory.api.read-ahead", "0")
                .with("inventory.api.retry-budget", "100ms");
    }

    private Tables tables() {
        return new Tables(database);
    }
}

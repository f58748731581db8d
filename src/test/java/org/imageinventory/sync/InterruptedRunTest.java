package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.RecordedRequest;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run that is killed or stopped. The next run resumes it, and the result is that of an undisturbed run. The process
 * is interrupted when two scopes are complete and the third waits for its third page. At that moment, two chunks are
 * written and half a chunk is in memory.
 */
class InterruptedRunTest {

    private static final String CAUGHT =
            """
            SELECT (SELECT count(*) FROM inventory.walk WHERE status = 'complete') = 2
               AND (SELECT sum(cardinality(image_keys)) FROM inventory.sighting JOIN inventory.scope USING (scope_key)
                    WHERE product = 'CloudDesktop') = 50
            """;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase twin = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder().images(300).seed(5).build().start();
    private Tables tables;

    @BeforeEach
    void hang() {
        api.faults()
                .when(call -> "CloudDesktop".equals(call.product()) && call.page() == 3, Fault.hang())
                .requests(1);
        tables = new Tables(database);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Program program(PostgresDatabase on) {
        return Program.on(on, api)
                .with("inventory.page-size", "30")
                .with("inventory.chunk-size", "25")
                .with("inventory.api.read-ahead", "0");
    }

    @Test
    void aKilledRunEndsAsAnUndisturbedOne() throws InterruptedException {
        try (var killed = ChildProgram.start(program(database), "sync")) {
            tables.await(CAUGHT);
            // While the process lives, the error names it as the holder of the lock. After its death, the lock is free.
            assertThat(assertExit(program(database).run("sync"), 75).err()).contains("process " + killed.pid());
            killed.kill();
        }
        assertThat(tables.run()).containsEntry("outcome", null);
        assertThat(tables.value("SELECT status FROM batch.batch_job_execution")).isEqualTo("STARTED");

        assertTheNextRunGoesOn();
    }

    @Test
    void aTerminatedRunStopsAfterItsChunkAndEndsAsAnUndisturbedOne() throws InterruptedException {
        try (var terminated = ChildProgram.start(program(database), "sync")) {
            tables.await(CAUGHT);
            terminated.terminate();
            terminated.terminate();

            assertThat(terminated.exitCode()).as(terminated.output()).isEqualTo(143);
            assertThat(terminated.output()).contains("run 1 stopped").doesNotContain("Exception", "ERROR", "\tat ");
        }
        // The process no longer receives the response that it waited for.
        api.faults().release();
        assertThat(tables.run()).containsEntry("outcome", "stopped").doesNotContainEntry("ended_at", null);
        assertThat(tables.value("SELECT status FROM batch.batch_job_execution")).isEqualTo("STOPPED");
        assertThat(tables.values("SELECT status FROM batch.batch_step_execution WHERE status <> 'COMPLETED'"))
                .containsOnly(List.of("STOPPED"));

        assertTheNextRunGoesOn();
    }

    private void assertTheNextRunGoesOn() {
        api.faults().clear();
        api.forgetRequests();

        assertExit(program(database).run("sync", "--resume-only"), 0);

        assertThat(api.requests()).extracting(RecordedRequest::product).containsOnly("CloudDesktop");
        assertThat(api.requests().get(0).page()).isGreaterThanOrEqualTo(2);
        assertThat(tables.count("sync_run")).isEqualTo(1);
        assertThat(tables.run()).containsEntry("outcome", "complete");
        assertThat(tables.value("SELECT status FROM batch.batch_job_execution ORDER BY job_execution_id DESC LIMIT 1"))
                .isEqualTo("COMPLETED");
        assertThat(tables.count("sighting")).isZero();
        // Each element counts only once. Elements that were read but not written are not counted.
        assertThat(
                        tables.value(
                                "SELECT sum(read_count)::bigint FROM batch.batch_step_execution WHERE step_name LIKE '%:scope-%'"))
                .isEqualTo(tables.run().get("images_seen"));

        assertExit(program(twin).run("sync"), 0);

        var undisturbed = new Tables(twin);
        undisturbed.contents().forEach((table, rows) -> assertThat(tables.contents(table))
                .as(table)
                .isEqualTo(rows));
        for (var product : List.of("CloudApp", "CloudDesktop", "WuyingServer")) {
            var walk = undisturbed.walk(product);
            for (var column : List.of("status", "passes", "count_reported", "images_seen")) {
                assertThat(tables.walk(product)).containsEntry(column, walk.get(column));
            }
        }
        assertThat(total(tables)).isEqualTo(total(undisturbed));
    }

    private static Map<String, ?> total(Tables tables) {
        return tables.row("SELECT created, updated, unchanged, images_seen FROM inventory.sync_run");
    }
}

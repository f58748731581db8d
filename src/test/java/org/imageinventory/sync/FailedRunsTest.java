package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.imageinventory.standin.AccessKey;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.standin.StandInBuilder;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that fail as a whole, and the next run after each of them. */
class FailedRunsTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private Program program(StandIn api) {
        return Program.on(database, api)
                .with("inventory.products", "CloudApp")
                .with("inventory.page-size", "10")
                .with("inventory.chunk-size", "10")
                .with("inventory.api.read-ahead", "0")
                .with("inventory.api.retry-budget", "200ms");
    }

    private static StandInBuilder twentyFive() {
        return StandIn.builder().documents(elements("CloudApp", 25));
    }

    private void assertFailed(Program.Outcome outcome, String code) {
        assertExit(outcome, 1);
        assertThat(outcome.out()).contains("main/cn-shanghai/CloudApp: " + code).contains("failed: 0 of 1");
        assertThat(outcome.out() + outcome.err()).doesNotContain("\tat ", "test-secret");
        assertThat(new Tables(database).run())
                .containsEntry("outcome", "failed")
                .doesNotContainEntry("ended_at", null);
        assertThat(new Tables(database).walk("CloudApp"))
                .containsEntry("status", "failed")
                .containsEntry("error_code", code);
    }

    @Test
    void theRunIsResumedOnceTheSecretIsRight() {
        try (var api =
                twentyFive().accessKey("test-id", "another-secret").build().start()) {
            assertFailed(program(api).run("sync"), "SignatureDoesNotMatch");
            api.register(AccessKey.of("test-id", "test-secret"));

            assertExit(program(api).run("sync"), 0);

            var tables = new Tables(database);
            assertThat(tables.run()).containsEntry("run_id", 1L).containsEntry("outcome", "complete");
            assertThat(tables.walk("CloudApp"))
                    .containsEntry("status", "complete")
                    .containsEntry("error_code", null)
                    .containsEntry("request_id", null)
                    .containsEntry("images_seen", 25L);
        }
    }

    @Test
    void aFailedRunIsBegunAnewWhereThatIsAskedFor() {
        try (var api = twentyFive().build().start()) {
            api.faults().when(call -> call.page() == 3, Fault.error(500)).requests(100);
            assertFailed(program(api).run("sync"), "InternalError");
            api.faults().clear();
            api.forgetRequests();

            assertExit(program(api).run("sync", "--fresh"), 0);

            var tables = new Tables(database);
            assertThat(api.requests()).extracting(request -> request.page()).containsExactly(1, 2, 3);
            assertThat(tables.values("SELECT run_id, outcome FROM inventory.sync_run ORDER BY 1"))
                    .isEqualTo(List.of(List.of(1L, "failed"), List.of(2L, "complete")));
            assertThat(tables.walk("CloudApp")).containsEntry("created", 5L).containsEntry("unchanged", 20L);
        }
    }

    @Test
    void aResumedRunGoesOnWhereItsChunksEnd() {
        try (var api = twentyFive().build().start()) {
            api.faults().when(call -> call.page() == 3, Fault.error(500)).requests(100);
            assertFailed(program(api).run("sync"), "InternalError");
            api.faults().clear();
            api.forgetRequests();

            assertExit(program(api).run("sync", "--resume-only"), 0);

            assertThat(api.requests()).extracting(request -> request.page()).containsExactly(3);
            assertThat(new Tables(database).walk("CloudApp"))
                    .containsEntry("run_id", 1L)
                    .containsEntry("status", "complete")
                    .containsEntry("pages", 3L)
                    .containsEntry("images_seen", 25L)
                    .containsEntry("created", 25L)
                    .containsEntry("unchanged", 0L);
            assertThat(new Tables(database).count("image")).isEqualTo(25);
        }
    }

    @Test
    void aWalkThatCouldNotBeJudgedIsJudgedByTheNextRun() {
        try (var api = twentyFive().build().start()) {
            Sql.on(database)
                    .run(
                            """
                            CREATE FUNCTION inventory.refuse() RETURNS trigger LANGUAGE plpgsql AS
                            $$ BEGIN RAISE EXCEPTION 'as if the process had been killed here'; END $$
                            """,
                            """
                            CREATE TRIGGER refuse BEFORE UPDATE ON inventory.walk FOR EACH ROW
                            WHEN (NEW.status = 'complete') EXECUTE FUNCTION inventory.refuse()
                            """);
            assertExit(program(api).run("sync"), 1);
            assertThat(new Tables(database).walk("CloudApp")).containsEntry("status", "running");
            Sql.on(database).run("DROP TRIGGER refuse ON inventory.walk");
            api.forgetRequests();

            assertExit(program(api).run("sync", "--resume-only"), 0);

            assertThat(api.requests()).isEmpty();
            assertThat(new Tables(database).walk("CloudApp"))
                    .containsEntry("run_id", 1L)
                    .containsEntry("status", "complete")
                    .containsEntry("images_seen", 25L)
                    .containsEntry("created", 25L);
        }
    }

    @Test
    void aRunThatWasKilledAfterItWasClosedIsNotGoneOnWith() {
        try (var api = twentyFive().build().start()) {
            assertExit(program(api).run("sync"), 0);
            Sql.on(database)
                    .run(
                            "UPDATE batch.batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL",
                            """
                            UPDATE batch.batch_step_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL
                            WHERE step_name = 'close'
                            """);
            api.forgetRequests();

            assertExit(program(api).run("sync"), 0);

            assertThat(api.requests()).isNotEmpty();
            assertThat(new Tables(database).run()).containsEntry("run_id", 2L).containsEntry("outcome", "complete");
        }
    }

    @Test
    void anUnknownKeyIsToldByItsCode() {
        try (var api =
                twentyFive().accessKey("another-id", "test-secret").build().start()) {
            assertFailed(program(api).run("sync"), "InvalidAccessKeyId.NotFound");
        }
    }

    @Test
    void aBizTypeThatTheApiRefusesIsToldByItsCode() {
        try (var api = twentyFive().build().start()) {
            assertFailed(program(api).with("inventory.filter.biz-type", "2").run("sync"), "InvalidBizType");
        }
    }

    @Test
    void anApiThatCannotBeReachedIsToldWithItsAddress() throws IOException {
        try (var api = twentyFive().build().start()) {
            var address = closedAddress();

            var outcome = program(api)
                    .with("inventory.endpoints[cn-shanghai]", "http://" + address)
                    .run("sync");

            assertFailed(outcome, "ConnectionRefused");
            assertThat(outcome.out()).contains("http://" + address);
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldWithItsAddress() throws IOException {
        try (var api = twentyFive().build().start()) {
            var address = closedAddress();

            var outcome = assertExit(
                    program(api)
                            .with("spring.datasource.url", "jdbc:postgresql://" + address + "/inventory")
                            .run("sync"),
                    1);

            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains(address, "no connection").doesNotContain("\tat ", "Exception");
            assertThat(api.requests()).isEmpty();
        }
    }

    private static String closedAddress() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}

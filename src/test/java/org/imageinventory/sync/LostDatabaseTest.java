package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.RecordedRequest;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL crashes while a run waits for a response, and is available again before the response arrives. The next run
 * does what was not finished by then.
 */
class LostDatabaseTest {

    private static final EmbeddedServer SERVER = EmbeddedServer.start(EmbeddedServer.Durability.SAFE);

    private final PostgresDatabase database = PostgresDatabase.on(SERVER);
    private final Tables tables = new Tables(database);
    private final StandIn api = StandIn.builder().images(300).seed(5).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }

    private Program program() {
        return Program.on(database, api)
                .with("inventory.page-size", "30")
                .with("inventory.chunk-size", "25")
                .with("inventory.api.read-ahead", "0");
    }

    @Test
    void anUnfinishedScopeIsWalkedAnewAndNoOther() throws InterruptedException {
        api.faults()
                .when(call -> "CloudDesktop".equals(call.product()) && call.page() == 3, Fault.hang())
                .requests(1);

        crashUnderTheRun("SELECT count(*) = 2 FROM inventory.walk WHERE status = 'complete'");

        assertThat(tables.run().get("outcome")).isIn(null, "failed");
        assertThat(tables.walk("CloudDesktop")).containsEntry("status", "running");
        assertThat(tables.walk("CloudApp")).containsEntry("status", "complete");
        api.forgetRequests();
        assertExit(program().run("sync", "--resume-only"), 0);

        assertThat(api.requests()).extracting(RecordedRequest::product).containsOnly("CloudDesktop");
        assertThat(api.requests().get(0).page()).isEqualTo(1);
        assertThat(tables.count("sync_run")).isEqualTo(1);
        assertThat(tables.run()).containsEntry("outcome", "complete").containsEntry("created", 300L);
        assertThat(tables.count("image_revision")).isEqualTo(300);
        assertExit(program().run("verify"), 0);
    }

    @Test
    void anUnfinishedSweepIsGoneOnWith() throws InterruptedException {
        assertExit(program().run("sync"), 0);
        var gone = List.copyOf(api.inventory().ids()).subList(0, 60);
        gone.forEach(api.inventory()::delete);
        api.faults()
                .when(call -> call.parameters().containsKey("ImageId"), Fault.hang())
                .skipping(45)
                .requests(1);

        crashUnderTheRun("SELECT count(*) = 3 FROM inventory.walk WHERE status = 'complete'");

        assertThat(tables.run().get("outcome")).isIn(null, "failed");
        assertThat(tables.value("SELECT max(last_complete_at) < (SELECT max(started_at) FROM inventory.sync_run)"
                        + " FROM inventory.scope"))
                .as("a scope is complete after its missing images were looked up")
                .isEqualTo(true);
        assertThat(tables.count("missing_image")).isPositive();
        api.forgetRequests();
        assertExit(program().run("sync", "--resume-only"), 0);

        assertThat(api.requests()).allMatch(request -> request.parameters().containsKey("ImageId"));
        assertThat(tables.count("sync_run")).isEqualTo(2);
        assertThat(tables.run()).containsEntry("outcome", "complete").containsEntry("deleted", 60L);
        assertThat(tables.count("missing_image")).isZero();
        assertThat(tables.count("image_revision")).isEqualTo(360);
    }

    private void crashUnderTheRun(String caught) throws InterruptedException {
        var run = CompletableFuture.supplyAsync(() -> program().run("sync"));
        tables.await("SELECT to_regclass('inventory.walk') IS NOT NULL");
        tables.await(caught);
        assertThat(api.faults().awaitHanging(1, Duration.ofSeconds(60))).isTrue();
        SERVER.crash();
        SERVER.restart();
        api.faults().release();

        assertExit(run.join(), 1);
    }
}

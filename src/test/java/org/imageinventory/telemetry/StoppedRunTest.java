package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run that is stopped still sends its metrics and traces. */
class StoppedRunTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void metricsAndTracesAreSentAfterTheJobHasStopped() throws InterruptedException {
        try (var receiver = TestReceiver.start();
                var api = StandIn.builder().images(30).build().start()) {
            api.faults().always(Fault.hang());
            var program = Program.on(database, api)
                    .with("inventory.products", "CloudApp")
                    .with("inventory.telemetry.pushgateway.url", receiver.url(""))
                    .with("inventory.telemetry.otlp-traces.url", receiver.url("/v1/traces"));

            try (var child = ChildProgram.start(program, "sync")) {
                assertThat(api.faults().awaitHanging(1, Duration.ofSeconds(60))).isTrue();
                child.terminate();
                assertThat(child.exitCode()).as(child.output()).isEqualTo(143);
                assertThat(child.output()).doesNotContain("WARN", "Exception");
            }

            assertThat(receiver.posts()).extracting(TestReceiver.Post::path).contains("/v1/traces");
            var pushed = receiver.posts().stream()
                    .filter(post -> post.path().equals("/metrics/job/image-inventory"))
                    .toList();
            assertThat(pushed).hasSize(1);
            var figures = Exposition.parse(pushed.get(0).text());
            assertThat(figures.value("image_inventory_run_outcome", "outcome", "stopped"))
                    .isEqualTo(1);
            assertThat(figures.value("image_inventory_walks", "status", "running"))
                    .isEqualTo(1);
            // The scope was never walked completely: it has no age.
            assertThat(figures.value("image_inventory_scope_complete_seconds")).isZero();
            assertThat(figures.of("image_inventory_scope_age_seconds")).isEmpty();
            assertThat(figures.value("image_inventory_scope_late_after_seconds"))
                    .isEqualTo((double) Duration.ofDays(2).toSeconds());
        }
    }
}

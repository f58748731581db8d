package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;

/** The metrics that a run pushes. */
final class MeasuredRun {

    private MeasuredRun() {}

    /** Walks a few images into a migrated database. */
    static Exposition on(PostgresDatabase database) {
        try (var api = StandIn.builder().images(30).build().start();
                var pushgateway = TestReceiver.start()) {
            api.faults().next(1, Fault.throttled(Duration.ofMillis(1)));
            var outcome = Program.on(database, api)
                    .with("inventory.telemetry.pushgateway.url", pushgateway.url(""))
                    .run("sync");
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            return Exposition.parse(pushgateway.posts().get(0).text());
        }
    }
}

package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cron sends an e-mail for each line that a command prints, and a probe asks only for the exit code. */
class UnattendedTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder().images(30).build().start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aCompleteRunPrintsNothingAndAnyOtherItsSummary() throws InterruptedException {
        api.faults().when(call -> call.page() == 1, Fault.error(503)).requests(1);
        var program = Program.on(database, api);
        try (var complete = ChildProgram.start(program, "sync", "--quiet")) {
            assertThat(complete.exitCode()).as(complete.output()).isZero();
            assertThat(complete.output()).isEmpty();
        }
        api.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.error(403, "Forbidden.RAM", "no"));
        try (var partial = ChildProgram.start(program, "sync", "--quiet")) {
            assertThat(partial.exitCode()).as(partial.output()).isEqualTo(3);
            assertThat(partial.output()).contains("CloudDesktop: Forbidden.RAM", "partial: 2 of 3 scopes complete");
        }
    }

    @Test
    void aCheckFailsUntilEachScopeIsCompleteAndIfOneFails() {
        var program = Program.on(database, api);
        assertThat(program.run("status", "--check").exitCode()).isEqualTo(1);
        assertThat(program.run("sync", "--quiet").exitCode()).isZero();
        assertThat(program.run("status", "--check").exitCode()).isZero();
        api.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.error(403, "Forbidden.RAM", "no"));
        assertThat(program.run("sync", "--quiet").exitCode()).isEqualTo(3);

        assertThat(program.run("status", "--check").exitCode()).isEqualTo(1);
        assertThat(program.run("status").exitCode()).isZero();

        api.faults().clear();
        assertThat(program.run("sync", "--quiet").exitCode()).isZero();
        assertThat(program.run("status", "--check").exitCode()).isZero();
    }
}

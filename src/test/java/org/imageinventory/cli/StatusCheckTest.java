package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A probe asks only for the exit code. */
class StatusCheckTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder().images(30).build().start();

    @AfterEach
    void close() {
        api.close();
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

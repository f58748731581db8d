package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
class SyncSmokeTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Test
    void aSecondRunFindsNothingChanged() {
        try (var api = StandIn.builder().images(1234).seed(7).build().start()) {
            var program = Program.on(DATABASE, api);
            var first = program.run("sync");
            System.out.println(first.out() + first.err());
            assertThat(first.exitCode()).as(first.err()).isZero();
            var second = program.run("sync");
            System.out.println(second.out() + second.err());
            assertThat(second.exitCode()).isZero();
        }
    }
}

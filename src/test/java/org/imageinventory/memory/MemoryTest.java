package org.imageinventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run with little memory. */
class MemoryTest {

    private static final int IMAGES = 12_000;
    private static final int HEAP_MEBIBYTES = 96;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    @RegisterExtension
    static final PostgresDatabase LITTLE = PostgresDatabase.migrated();

    /** All parsed images together would be much larger than the heap. */
    @Test
    void aRunNeedsNoMoreMemoryThanItsPages() throws IOException, InterruptedException {
        try (var api = StandIn.builder().images(IMAGES).build().start()) {
            var trial = new MemoryTrial(DATABASE, HEAP_MEBIBYTES);

            assertThat(trial.sync(api).images()).isGreaterThanOrEqualTo(IMAGES);
            assertThat(trial.sync(api).images()).isGreaterThanOrEqualTo(IMAGES);
        }
    }

    @Test
    void aRunWhoseMemoryRunsOutEndsAtOnceAndIsGoneOnWith() throws IOException, InterruptedException {
        try (var api = StandIn.builder().images(30).build().start()) {
            var large = "x".repeat(31 << 20); // the largest response that is read
            api.faults().next(1, Fault.body(large));
            try (var child = new MemoryTrial(LITTLE, 48).start(api)) {
                assertThat(child.exitCode()).as(child.output()).isEqualTo(1);
                assertThat(child.output()).contains("the heap is too small. Give the program more memory (-Xmx)");
            }
            assertThat(Sql.on(LITTLE).rows("SELECT outcome FROM inventory.sync_run"))
                    .containsExactly("null");

            assertThat(new MemoryTrial(LITTLE, HEAP_MEBIBYTES).sync(api).images())
                    .isGreaterThanOrEqualTo(30);
            assertThat(Sql.on(LITTLE).rows("SELECT outcome FROM inventory.sync_run"))
                    .containsExactly("complete");
        }
    }
}

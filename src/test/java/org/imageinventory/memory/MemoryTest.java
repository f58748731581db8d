package org.imageinventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Images that, as parsed, would not fit into the heap together by far. */
class MemoryTest {

    private static final int IMAGES = 12_000;
    private static final int HEAP_MEBIBYTES = 96;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    @Test
    void aRunNeedsNoMoreMemoryThanItsPages() throws IOException, InterruptedException {
        try (var api = StandIn.builder().images(IMAGES).build().start()) {
            var trial = new MemoryTrial(DATABASE, HEAP_MEBIBYTES);

            assertThat(trial.sync(api).images()).isGreaterThanOrEqualTo(IMAGES);
            assertThat(trial.sync(api).images()).isGreaterThanOrEqualTo(IMAGES);
        }
    }
}

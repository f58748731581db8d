package org.imageinventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * First load and re-sync of 10,000 images, then of ten times as many, up to {@code -Dsoak.images} (1,000,000), in a
 * heap of 256 MiB. Prints the memory of each run.
 */
@Tag("soak")
class MemorySoak {

    private static final int MOST = Integer.getInteger("soak.images", 1_000_000);
    private static final int HEAP_MEBIBYTES = 256;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated().perTest();

    static IntStream sizes() {
        return IntStream.iterate(10_000, images -> images <= MOST, images -> images * 10);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void memoryDoesNotGrow(int images) throws IOException, InterruptedException {
        try (var api = StandIn.builder().images(images).build().start()) {
            var trial = new MemoryTrial(database, HEAP_MEBIBYTES);
            for (var run : new String[] {"first load", "re-sync"}) {
                var need = trial.sync(api);
                System.out.printf(
                        Locale.ROOT,
                        "%,9d images, %-10s: live heap at most %d MiB, process %d MiB, %,.0f images/s%n",
                        need.images(),
                        run,
                        need.liveMebibytes(),
                        need.residentMebibytes(),
                        need.imagesPerSecond());
                assertThat(need.images()).isGreaterThanOrEqualTo(images);
            }
        }
    }
}

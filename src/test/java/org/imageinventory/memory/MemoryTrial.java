package org.imageinventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;

/** One {@code sync} in a process with a heap of a given size. */
final class MemoryTrial {

    private static final Pattern COLLECTION = Pattern.compile("Pause Full.* \\d+M->(\\d+)M\\(");
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final PostgresDatabase database;
    private final int heapMebibytes;

    MemoryTrial(PostgresDatabase database, int heapMebibytes) {
        this.database = database;
        this.heapMebibytes = heapMebibytes;
    }

    /**
     * The memory that a run needed.
     *
     * @param liveMebibytes largest size of the heap after a full garbage collection; 0 if there was none
     * @param residentMebibytes largest size of the process, including its heap
     */
    record Need(long images, double imagesPerSecond, long liveMebibytes, long residentMebibytes) {}

    Need sync(StandIn api) throws IOException, InterruptedException {
        var collections = Files.createTempFile("image-inventory", ".gc");
        collections.toFile().deleteOnExit();
        try (var child = start(api, "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + collections)) {
            var resident = 0L;
            do {
                resident = Math.max(resident, resident(child.pid()));
            } while (!child.endsWithin(100, TimeUnit.MILLISECONDS));
            assertThat(child.exitCode()).as(child.output()).isZero();
            return need(Files.readString(collections), resident);
        }
    }

    /** Starts a {@code sync} with additional options for its JVM. */
    ChildProgram start(StandIn api, String... options) {
        var program = Program.on(database, api).with("inventory.rate-limit", "1000000");
        var environment = Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "test-id",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-secret",
                "JAVA_TOOL_OPTIONS", "-Xmx" + heapMebibytes + "m " + String.join(" ", options));
        return ChildProgram.start(
                environment, List.of("sync", "--config", program.configuration().toString()));
    }

    private Need need(String collections, long resident) {
        var run = Sql.on(database)
                .rows(
                        """
                        SELECT images_seen || ' ' || images_seen / extract(epoch FROM ended_at - started_at)
                        FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1
                        """)
                .get(0)
                .split(" ", -1);
        var heap = COLLECTION
                .matcher(collections)
                .results()
                .map(MatchResult::group)
                .mapToLong(pause -> Long.parseLong(COLLECTION.matcher(pause).replaceFirst("$1")))
                .max()
                .orElse(0);
        return new Need(Long.parseLong(run[0]), Double.parseDouble(run[1]), heap, resident);
    }

    private static long resident(long process) throws IOException {
        try {
            var status = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            return status.find() ? Long.parseLong(status.group(1)) / 1024 : 0;
        } catch (NoSuchFileException e) {
            return 0; // the process has just ended
        }
    }
}

package org.imageinventory.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The time from the start of a process to its first request, measured {@code -Dbench.rounds} (5) times. The benchmark
 * alternates between the plain jar and the jar that is extracted, cached and run as in the {@code Dockerfile}. Before
 * Java 25, an archive of classes replaces the AOT cache.
 */
@Tag("bench")
final class StartUpBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final Path JAR = Path.of("target", "image-inventory.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int PATIENCE_SECONDS = 120;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final boolean AOT = Runtime.version().feature() >= 25;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @TempDir
    Path image;

    @Test
    void startUp() throws Exception {
        assumeTrue(Files.exists(JAR), "this measures the jar that ./mvnw package builds");
        try (var api = StandIn.builder().images(100).build().start()) {
            var program = Program.on(database, api);
            run(List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", "."));
            run(cached(AOT ? "-XX:AOTCacheOutput=cache" : "-XX:ArchiveClassesAtExit=cache", program, "doctor"));

            var plain = new double[ROUNDS];
            var cached = new double[ROUNDS];
            for (var round = -1; round < ROUNDS; round++) {
                var plainSeconds = toFirstRequest(api, command(List.of(), JAR, program, "sync"));
                var cachedSeconds = toFirstRequest(
                        api, cached(AOT ? "-XX:AOTCache=cache" : "-XX:SharedArchiveFile=cache", program, "sync"));
                if (round >= 0) { // the first round fills the file cache
                    plain[round] = plainSeconds;
                    cached[round] = cachedSeconds;
                }
            }
            PerformancePage.put(
                    "start-up",
                    String.format(
                            Locale.ROOT,
                            "Java %d, %d rounds: %s in the layout of the container image, %s as the plain jar.",
                            Runtime.version().feature(),
                            ROUNDS,
                            seconds(cached),
                            seconds(plain)));
        }
    }

    private List<String> cached(String cache, Program program, String command) {
        var flags = new ArrayList<>(FLAGS);
        flags.add(cache);
        return command(flags, Path.of("image-inventory.jar"), program, command);
    }

    private static List<String> command(List<String> flags, Path jar, Program program, String command) {
        var all = new ArrayList<>(flags);
        all.addAll(List.of(
                "-jar",
                jar.toString(),
                command,
                "--config",
                program.configuration().toString()));
        return all;
    }

    private static String seconds(double[] all) {
        Arrays.sort(all);
        return String.format(Locale.ROOT, "%.1f s (%.1f–%.1f)", all[all.length / 2], all[0], all[all.length - 1]);
    }

    private double toFirstRequest(StandIn api, List<String> command) throws Exception {
        api.forgetRequests();
        var start = System.nanoTime();
        var process = start(command);
        try {
            while (api.requests().isEmpty()) {
                assertThat(process.isAlive()).as("it sent no request").isTrue();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void run(List<String> command) throws Exception {
        var process = start(command);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
    }

    private Process start(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(image.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-id");
        builder.environment().put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-secret");
        return builder.start();
    }
}

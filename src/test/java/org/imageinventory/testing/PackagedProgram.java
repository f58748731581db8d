package org.imageinventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imageinventory.standin.StandIn;
import org.jspecify.annotations.Nullable;

/**
 * The packaged program in the layout of the container image: its libraries are beside it, and a cache has its loaded
 * classes. A process of it starts in half the time.
 */
final class PackagedProgram {

    /** Its caches hold linked classes, so a process needs half the CPU time of one with a class archive. */
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private static @Nullable List<String> arguments;

    private PackagedProgram() {}

    /** Returns the JVM arguments that run it. */
    static synchronized List<String> arguments(Path jar) {
        if (arguments == null) {
            arguments = laidOut(jar);
        }
        return arguments;
    }

    private static List<String> laidOut(Path jar) {
        var directory = jar.resolveSibling("program");
        run(List.of(
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString()));
        var laidOut = directory.resolve(jar.getFileName()).toString();
        var cache = directory.resolve("classes").toString();
        var isAot = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
        // The cache is written after a whole run, so that it has all classes of a run.
        var database = PostgresDatabase.standing();
        try (var api = StandIn.builder().images(1).build().start()) {
            var command = new ArrayList<>(ChildProgram.JVM_OPTIONS);
            command.addAll(
                    List.of((isAot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache, "-Xlog:disable"));
            command.addAll(List.of("-Dalibabacloud.accessKeyId=test-id", "-Dalibabacloud.accessKeySecret=test-secret"));
            command.addAll(List.of("-jar", laidOut, "sync", "--config"));
            command.add(Program.on(database, api).configuration().toString());
            run(command);
        } finally {
            database.drop();
        }
        return List.of((isAot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache, "-jar", laidOut);
    }

    private static void run(List<String> arguments) {
        var command = new ArrayList<>(List.of(ChildProgram.JAVA));
        command.addAll(arguments);
        try {
            var output = Files.createTempFile("image-inventory", ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " fails:\n" + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package org.imageinventory.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a separate process, which can be killed. */
public final class ChildProgram implements AutoCloseable {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Options that speed up short processes, as in the container image. */
    static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final int PATIENCE_SECONDS = 60;
    private static final Map<String, String> CREDENTIALS =
            Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-secret");
    private static final int LOOK_MILLIS = 10;

    private final Process process;
    private final Path output;

    private ChildProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the program on a test's database and stand-in. */
    public static ChildProgram start(Program program, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", program.configuration().toString()));
        return start(CREDENTIALS, all);
    }

    /** Starts the program with only these variables in its environment. */
    public static ChildProgram start(Map<String, String> environment, List<String> arguments) {
        var output = logFile();
        return start(
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).redirectOutput(output.toFile()),
                environment,
                output);
    }

    /**
     * Starts the program with its streams redirected by a shell, for example {@code >/dev/full}. Without a redirection,
     * standard output is a pipe, {@link #standardOutput}, and standard error is {@link #output}.
     */
    public static ChildProgram startRedirected(String redirection, Program program, String... arguments) {
        return startInShell("exec \"$@\" " + redirection, program, arguments);
    }

    /** Starts the program with another command in front of it, such as {@code env --default-signal=INT}. */
    public static ChildProgram startThrough(String prefix, Program program, String... arguments) {
        return startInShell("exec " + prefix + " \"$@\"", program, arguments);
    }

    private static ChildProgram startInShell(String script, Program program, String... arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", program.configuration().toString()));
        command.addAll(command(all));
        var output = logFile();
        return start(new ProcessBuilder(command).redirectError(output.toFile()), CREDENTIALS, output);
    }

    private static ChildProgram start(ProcessBuilder builder, Map<String, String> environment, Path output) {
        try {
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new ChildProgram(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path logFile() {
        try {
            var output = Files.createTempFile("image-inventory", ".log");
            output.toFile().deleteOnExit();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(JVM_OPTIONS);
        command.addAll(packaged());
        command.addAll(arguments);
        return command;
    }

    /** Returns the jar if a build created it before the tests and names it, otherwise the classes. */
    private static List<String> packaged() {
        var jar = System.getProperty("program.jar");
        return jar == null
                ? List.of("-cp", System.getProperty("java.class.path"), "org.imageinventory.cli.ImageInventory")
                : PackagedProgram.arguments(Path.of(jar));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close the pipe of the output
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(pid())).start().waitFor();
    }

    /** Sends SIGKILL, and waits until the process has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits this long for the end of the process. Returns false if it is still running. */
    public boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    /** Waits for the end of the process and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** Returns a reader of the pipe of standard output. Closing it has the same effect as {@code head}. */
    public BufferedReader standardOutput() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns the output so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has printed this text, or has ended. */
    public void awaitOutput(String text) throws InterruptedException {
        for (var looks = 0; !output().contains(text) && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS); looks++) {
            if (looks * LOOK_MILLIS > PATIENCE_SECONDS * 1000) {
                throw new IllegalStateException("the process does not print '" + text + "':\n" + output());
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package org.imageinventory.testing;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The data directory of an embedded server. It shows whether a server runs on it, stops the server and starts it again.
 */
public record PostgresDirectory(Path path) {

    /** The time limit for a start on a busy machine. */
    public static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /** How a server stops: {@code FAST} in order, {@code IMMEDIATE} as in a crash. */
    public enum Shutdown {
        FAST,
        IMMEDIATE
    }

    /** Returns the port of the running server. Returns empty if none runs. */
    public Optional<Integer> port() {
        var alive = pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        return alive.isPresent()
                ? line(3).map(Integer::valueOf).filter(PostgresDirectory::isListening)
                : Optional.empty();
    }

    private Optional<Long> pid() {
        return line(0).map(Long::valueOf);
    }

    /**
     * Returns a line of {@code postmaster.pid}: process ID, data directory, start time, port, …. A killed server leaves
     * the file.
     */
    private Optional<String> line(int index) {
        try {
            return Files.readAllLines(path.resolve("postmaster.pid")).stream()
                    .skip(index)
                    .map(String::strip)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a server listens on the port. If not, the process ID may belong to a later process. */
    private static boolean isListening(int port) {
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until a killed server has ended. Before that, the next server refuses to start. */
    public void awaitEnd() {
        pid().flatMap(ProcessHandle::of).ifPresent(dying -> {
            try {
                dying.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // The process is not a server that is ending, but a later one with the same ID. The start will show it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public void stop(Shutdown mode) {
        control("stop", "-w", "-m", mode.name().toLowerCase(Locale.ROOT));
    }

    /** Starts a server with the options of the last server in this directory. */
    void startAgain() {
        control("restart", "-w", "-t", String.valueOf(START_LIMIT.toSeconds()));
    }

    private void control(String... arguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.add(pgCtl());
        command.addAll(List.of("-D", path.toString(), "-l", logFile().toString()));
        command.addAll(List.of(arguments));
        try {
            // The output goes to a file. A pipe would stay open, because the server inherits it.
            var output = ProcessBuilder.Redirect.appendTo(logFile().toFile());
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed, see " + logFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at " + String.join(" ", command), e);
        }
    }

    /** Returns the log file of the server and its tools. */
    public Path logFile() {
        return path.resolveSibling(path.getFileName() + ".log");
    }

    /** Returns the pg_ctl beside the last {@code postgres}, which is the first word of its start options. */
    private String pgCtl() {
        try {
            var options = Files.readString(path.resolve("postmaster.opts"));
            return options.substring(0, options.indexOf(" \"")).replaceFirst("postgres(\\.exe)?$", "pg_ctl$1");
        } catch (IOException e) {
            throw new UncheckedIOException("No PostgreSQL ever ran on " + path, e);
        }
    }
}

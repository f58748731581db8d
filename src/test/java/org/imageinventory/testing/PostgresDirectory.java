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

/** The data directory of an embedded server: says whether one runs on it, ends it and starts it again. */
public record PostgresDirectory(Path path) {

    /** How long a start may take on a busy machine. */
    public static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /** How a server ends: {@code FAST} in order, {@code IMMEDIATE} like a crash. */
    public enum Shutdown {
        FAST,
        IMMEDIATE
    }

    /** Where the running server listens; empty when none runs. */
    public Optional<Integer> port() {
        var alive = pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        return alive.isPresent()
                ? line(3).map(Integer::valueOf).filter(PostgresDirectory::isListening)
                : Optional.empty();
    }

    private Optional<Long> pid() {
        return line(0).map(Long::valueOf);
    }

    /** A line of {@code postmaster.pid}: process id, data directory, start time, port, …; a killed server leaves it. */
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

    /** Tells a server from a process that got its number later. */
    private static boolean isListening(int port) {
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for a server that was killed to be gone: until then the next one refuses to start. */
    public void awaitEnd() {
        pid().flatMap(ProcessHandle::of).ifPresent(dying -> {
            try {
                dying.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // Not a dying server then, but a process that got its number: the start will tell.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public void stop(Shutdown mode) {
        control("stop", "-w", "-m", mode.name().toLowerCase(Locale.ROOT));
    }

    /** Starts a server with the options of the one that ran here last. */
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
            // Its output goes to a file: the server inherits it and would hold a pipe open.
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

    /** Where the server and its tools write what they have to say. */
    public Path logFile() {
        return path.resolveSibling(path.getFileName() + ".log");
    }

    /** The tool beside the {@code postgres} that ran here last: it is the first word of its start options. */
    private String pgCtl() {
        try {
            var options = Files.readString(path.resolve("postmaster.opts"));
            return options.substring(0, options.indexOf(" \"")).replaceFirst("postgres(\\.exe)?$", "pg_ctl$1");
        } catch (IOException e) {
            throw new UncheckedIOException("No PostgreSQL ever ran on " + path, e);
        }
    }
}

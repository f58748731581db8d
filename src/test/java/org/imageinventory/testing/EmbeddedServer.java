package org.imageinventory.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL server from Maven's binaries, in a temporary directory. The server is removed when it is closed or the
 * JVM ends. A test with its own server may crash it and start it again.
 */
public final class EmbeddedServer implements AutoCloseable {

    /** What survives a power failure. In {@code SAFE}, a crash of only the server loses nothing that was committed. */
    public enum Durability {
        FAST("off"),
        SAFE("on");

        private final String setting;

        Durability(String setting) {
            this.setting = setting;
        }
    }

    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;
    private final PostgresDirectory directory;

    private EmbeddedServer(EmbeddedPostgres postgres, PostgresDirectory directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    public static EmbeddedServer start(Durability durability) {
        try {
            Path data = Files.createTempDirectory("image-inventory-postgres");
            var postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("fsync", durability.setting)
                    .setServerConfig("synchronous_commit", durability.setting)
                    .setPGStartupWait(PostgresDirectory.START_LIMIT)
                    .start();
            return new EmbeddedServer(postgres, new PostgresDirectory(data));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    public PostgresServer server() {
        return new PostgresServer("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", USER, "");
    }

    /**
     * Stops the server as in a crash: sessions are closed, nothing is flushed, and the next start recovers from the
     * log.
     */
    public void crash() {
        directory.stop(PostgresDirectory.Shutdown.IMMEDIATE);
    }

    /** Starts the server after a crash, on the same port. */
    public void restart() {
        directory.startAgain();
    }

    /** Starts the server again as a read-only standby. */
    public void becomeStandby() {
        directory.stop(PostgresDirectory.Shutdown.FAST);
        try {
            Files.createFile(directory.path().resolve("standby.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directory.startAgain();
    }

    @Override
    public void close() {
        try {
            postgres.close();
            Files.deleteIfExists(directory.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not stop", e);
        }
    }
}

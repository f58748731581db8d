package org.imageinventory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.imageinventory.testing.PostgresDirectory;

/** An embedded PostgreSQL that keeps running after the process has ended, so that you can query the tables. */
record KeptDatabase(int port) {

    static final String USER = "postgres";

    private static final String NAME = "inventory";
    private static final PostgresDirectory DIRECTORY =
            new PostgresDirectory(Path.of("target", "postgres").toAbsolutePath());

    /** Returns the running database. If none runs, starts one on the data of the last one. */
    static KeptDatabase running() {
        try {
            Files.createDirectories(DIRECTORY.path());
            // Without the lock, two processes that start at the same time would both find no running database.
            var lock = DIRECTORY.path().resolveSibling("postgres.lock");
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                var database = new KeptDatabase(DIRECTORY.port().orElseGet(KeptDatabase::start));
                database.create();
                return database;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No database in " + DIRECTORY.path(), e);
        }
    }

    /** Stops the database and keeps its data for the next start. Returns false if none runs. */
    static boolean stop() {
        if (DIRECTORY.port().isEmpty()) {
            return false;
        }
        DIRECTORY.stop(PostgresDirectory.Shutdown.FAST);
        return true;
    }

    private static int start() {
        DIRECTORY.awaitEnd();
        // The server inherits this output. If it were a pipe, it would stay open, and a reader of Maven's output would
        // wait for it.
        var output = Redirect.appendTo(DIRECTORY.logFile().toFile());
        try {
            // The server is not closed, and no hook closes it when the JVM ends.
            @SuppressWarnings("resource")
            var postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(DIRECTORY.path())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(output)
                    .setErrorRedirector(output)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(PostgresDirectory.START_LIMIT)
                    .start();
            return postgres.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start, see " + DIRECTORY.logFile(), e);
        }
    }

    private void create() {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
                var statement = connection.createStatement();
                var known = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
            if (!known.next()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL on port " + port + " is not available", e);
        }
    }

    String url() {
        return url(NAME);
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Returns the address in the form that psql accepts. */
    String address() {
        return "postgresql://" + USER + "@localhost:" + port + "/" + NAME;
    }
}

package org.imageinventory.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imageinventory.cli.ImageInventory;
import org.imageinventory.standin.StandIn;

/**
 * The program as its users call it, in this process: a command line, a configuration file, its output and its exit
 * code. It uses a test's database, and a stand-in with the key {@code test-id}.
 */
public final class Program {

    private final Map<String, String> settings = new LinkedHashMap<>();

    private Program() {}

    /** The result of a command. */
    public record Outcome(int exitCode, String out, String err) {}

    /**
     * Returns a program for a database and one stand-in per region. On a migrated database, it uses the role intended
     * for the job, which can neither change the schema nor rewrite history.
     */
    public static Program on(PostgresDatabase database, StandIn... apis) {
        // Alibaba Cloud's default chain looks here first.
        System.setProperty("alibabacloud.accessKeyId", "test-id");
        System.setProperty("alibabacloud.accessKeySecret", "test-secret");
        var program = new Program();
        program.with("spring.datasource.url", database.jdbcUrl())
                .with("spring.datasource.username", database.username())
                .with("spring.datasource.password", database.password())
                .with("inventory.rate-limit", "100000")
                .with("inventory.accounts[0].name", "main");
        if (database.isMigrated()) {
            program.with("spring.datasource.username", Roles.writer())
                    .with("spring.datasource.password", Roles.password())
                    .with("inventory.migrate", "never");
        }
        for (var i = 0; i < apis.length; i++) {
            program.with("inventory.regions[" + i + "]", apis[i].region())
                    .with(
                            "inventory.endpoints[" + apis[i].region() + "]",
                            apis[i].endpoint().toString());
        }
        return program;
    }

    /** Changes the role to the schema's owner, who may migrate and prune. */
    public Program asOwner(PostgresDatabase database) {
        return with("spring.datasource.username", database.username())
                .with("spring.datasource.password", database.password())
                .with("inventory.migrate", "auto");
    }

    /** Sets a setting by its full name. Replaces an earlier value. */
    public Program with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Writes the settings to a configuration file, for a separate process. */
    public Path configuration() {
        try {
            var file = Files.createTempFile("image-inventory", ".yaml");
            file.toFile().deleteOnExit();
            var lines = new ArrayList<String>();
            settings.forEach((key, value) -> lines.add("'" + key + "': '" + value.replace("'", "''") + "'"));
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command. */
    public Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var outcome = run(out, arguments);
        return new Outcome(outcome.exitCode(), out.toString(StandardCharsets.UTF_8), outcome.err());
    }

    /** Runs a command whose standard output is given by the caller. */
    public Outcome run(OutputStream out, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(configuration().toString());
        var err = new ByteArrayOutputStream();
        var exitCode =
                ImageInventory.run(all.toArray(String[]::new), out, new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(exitCode, "", err.toString(StandardCharsets.UTF_8));
    }
}

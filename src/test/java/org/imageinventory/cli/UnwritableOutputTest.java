package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that can no longer write to standard output or standard error. */
@EnabledOnOs(OS.LINUX) // needs /dev/full
class UnwritableOutputTest {

    @RegisterExtension
    static final PostgresDatabase database = PostgresDatabase.migrated();

    private static StandIn api;

    @BeforeAll
    static void aRunHasEnded() {
        api = StandIn.builder().images(2500).seed(7).build().start();
        assertThat(program().run("sync", "--progress", "never").exitCode()).isZero();
    }

    /** Creates more differences than fit into a pipe's buffer. */
    @BeforeEach
    void editByHand() {
        Sql.on(database)
                .run("UPDATE inventory.image"
                        + " SET rating = coalesce(rating, 0) + 1, ali_uid = coalesce(ali_uid, 0) + 1");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Program program() {
        return Program.on(database, api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "changes --limit 10000 --output json", "verify --output json", "--help"})
    void aFullDeviceIsAFailure(String command) throws InterruptedException {
        try (var child = ChildProgram.startRedirected(">/dev/full", program(), command.split(" ", -1))) {
            assertThat(child.exitCode()).as(child.output()).isEqualTo(1);
            assertThat(child.output())
                    .contains("image-inventory: standard output cannot be written: No space left on device")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status,",
        "doctor,",
        "changes,",
        "show IMAGE,",
        "verify,",
        "sync --version,",
        "sync --help,",
        "sync, 'complete: 3 of 3 scopes complete. status shows it.'",
        "sync --dry-run, 'a dry run: no image was written. status shows it.'",
        "rebuild, The tables were rewritten: ",
        "prune --keep 400d, 0 rows removed.",
        "prune --keep 400d --dry-run, Nothing was removed",
        "migrate, The schema is up to date at version "
    })
    void everyCommandNoticesAndSaysWhetherItsWorkIsDone(String command, @Nullable String done) {
        for (var format : List.of("--output=text", "--output=json")) {
            var arguments = Stream.concat(
                    Arrays.stream(command.replace("IMAGE", anImage()).split(" ", -1)), Stream.of(format));
            var outcome = program().asOwner(database).run(new FullDisk(), arguments.toArray(String[]::new));

            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("image-inventory: standard output cannot be written: No space left on device")
                    .contains(done == null ? "Check where it is redirected to" : done);
        }
    }

    private static final class FullDisk extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @Test
    void aClosedStandardOutputIsAFailure() throws InterruptedException {
        try (var child = ChildProgram.startRedirected(">&-", program(), "status")) {
            assertThat(child.exitCode()).as(child.output()).isEqualTo(1);
            assertThat(child.output()).contains("image-inventory: standard output cannot be written: ");
        }
    }

    @Test
    void aRunWhoseSummaryCannotBePrintedSaysThatItsDataIsWritten() throws InterruptedException {
        try (var child = ChildProgram.startRedirected(">/dev/full", program(), "sync")) {
            assertThat(child.exitCode()).as(child.output()).isEqualTo(1);
            assertThat(child.output())
                    .contains("image-inventory: standard output cannot be written: No space left on device")
                    .containsPattern("run \\d+ complete: 3 of 3 scopes complete")
                    .contains("status shows it");
        }
        assertThat(newestOutcome()).containsExactly("complete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"changes --limit 10000 --output json", "changes --limit 10000", "verify", "verify --output json"
            })
    void aReaderThatLeavesEndsTheCommandQuietly(String command) throws IOException, InterruptedException {
        try (var child = ChildProgram.startRedirected("", program(), command.split(" ", -1))) {
            try (var reader = child.standardOutput()) {
                assertThat(reader.readLine()).isNotEmpty();
            }
            assertThat(child.exitCode()).as(child.output()).isEqualTo(141);
            assertThat(child.output()).isEmpty();
        }
    }

    @Test
    void aReaderThatLeavesLeavesTheRunAlone() throws IOException, InterruptedException {
        try (var child = ChildProgram.startRedirected("", program(), "sync", "--progress", "never")) {
            child.standardOutput().close();
            assertThat(child.exitCode()).as(child.output()).isEqualTo(141);
            assertThat(child.output()).isEmpty();
        }
        assertThat(newestOutcome()).containsExactly("complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2>&-", "2>/dev/full"})
    void aRunNeedsNoStandardError(String redirection) throws InterruptedException {
        try (var child = ChildProgram.startRedirected(redirection, program(), "sync", "--progress=always", "--debug")) {
            assertThat(child.standardOutput().lines()).last().asString().endsWith("3 of 3 scopes complete");
            assertThat(child.exitCode()).as(child.output()).isZero();
        }
    }

    @Test
    void aFailureNeedsNoStandardErrorEither() throws InterruptedException {
        var broken = program().with("inventory.page-size", "101");
        try (var child = ChildProgram.startRedirected("2>/dev/full", broken, "sync", "--output", "json")) {
            var out = child.standardOutput().lines().collect(Collectors.joining("\n"));
            assertThat(StrictJson.read(out).at("/error/code").stringValue()).isEqualTo("Configuration");
            assertThat(child.exitCode()).isEqualTo(2);
        }
        try (var child = ChildProgram.startRedirected(">/dev/full 2>/dev/full", program(), "status")) {
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    private static String anImage() {
        return Sql.on(database)
                .rows("SELECT min(image_id) FROM inventory.image")
                .get(0);
    }

    private static List<String> newestOutcome() {
        return Sql.on(database).rows("SELECT outcome FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1");
    }
}

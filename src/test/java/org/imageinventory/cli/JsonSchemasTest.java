package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ExampleAnswer;
import org.imageinventory.testing.JsonSchemaFile;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas in {@code docs/json} describe what the commands print with {@code --output json}: each member. */
class JsonSchemasTest {

    private static final Path FOLDER = Path.of("docs", "json");

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase empty = new PostgresDatabase();

    @Test
    void aRunAndWhatItLeaves() {
        var documents = List.of(
                ThreeMonths.A,
                ThreeMonths.plain("img-b"),
                ThreeMonths.plain("img-c"),
                ThreeMonths.plain("img-d"),
                ExampleAnswer.image().put("ImageId", "img-full").toString());
        try (var api = StandIn.builder().documents(documents).build().start();
                var denying = StandIn.builder()
                        .images(1)
                        .accessKey("other", "other")
                        .build()
                        .start()) {
            var program = Program.on(database, api).with("inventory.products", "CloudApp,CloudDesktop");
            assertDocumented("status", program, 0, "status");
            assertDocumented("sync", program, 0, "sync");

            api.inventory().patch("img-a", Map.of("Status", "AVAILABLE"));
            List.of("img-b", "img-c", "img-d").forEach(api.inventory()::delete);
            assertThat(assertDocumented("sync", program, 0, "sync", "--dry-run")
                            .get("pending_changes_total")
                            .asInt())
                    .isEqualTo(4);
            killTheSweep(api, program);
            assertThat(assertDocumented("status", program, 0, "status")
                            .at("/unfinished_run/run_id")
                            .isNumber())
                    .isTrue();
            assertThat(assertDocumented("sync", program, 0, "sync")
                            .at("/resumed_run/run_id")
                            .isNumber())
                    .isTrue();

            assertDocumented("status", program, 0, "status");
            assertThat(assertDocumented("changes", program, 0, "changes")
                            .get("changes")
                            .isEmpty())
                    .isFalse();
            for (var image : List.of("img-a", "img-b", "img-full")) {
                assertDocumented("show", program, 0, "show", image);
            }
            assertDocumented("show", program, 1, "show", "img-unknown");
            assertDocumented("show", program, 0, "show", "img-a", "--as-of", "PT0S");
            assertThat(assertDocumented("show", program, 1, "show", "img-a", "--as-of", "2020-01-01")
                            .get("absent")
                            .isEmpty())
                    .isFalse();

            var denied = Program.on(database, denying).with("inventory.products", "CloudApp,CloudDesktop");
            var document = assertDocumented("sync", denied, 1, "sync");
            assertThat(document.at("/walks/0/error_code").isString()).isTrue();
        }
    }

    /** Leaves the state after a kill during the sweep. */
    private void killTheSweep(StandIn api, Program program) {
        api.faults().when(call -> call.parameters().containsKey("ImageId"), Fault.noPermission());
        assertThat(program.run("sync").exitCode()).isNotZero();
        Sql.on(database)
                .run(
                        "UPDATE inventory.sync_run SET outcome = 'failed'"
                                + " WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run)",
                        "UPDATE batch.batch_job_execution SET status = 'FAILED' WHERE job_execution_id ="
                                + " (SELECT max(job_execution_id) FROM batch.batch_job_execution)");
        api.faults().clear();
    }

    @Test
    void theOtherCommands() {
        try (var api = StandIn.builder().images(3).build().start()) {
            var program = Program.on(database, api).asOwner(database);
            assertThat(program.run("sync").exitCode()).isZero();

            assertDocumented("doctor", program, 0, "doctor");
            assertDocumented("doctor", unreachable(Program.on(database, api)), 1, "doctor");
            assertDocumented("verify", program, 0, "verify");
            Sql.on(database).run("UPDATE inventory.image SET status = 'BROKEN', rating = 5");
            assertDocumented("verify", program, 1, "verify");
            assertDocumented("rebuild", program, 0, "rebuild");
            assertDocumented("prune", program, 0, "prune", "--keep", "1d");
            assertDocumented("prune", program, 0, "prune", "--keep", "1d", "--dry-run");
            var fresh = Program.on(empty, api);
            assertDocumented("migrate", fresh, 0, "migrate");
            assertDocumented("migrate", fresh, 0, "migrate");
        }
    }

    @Test
    void theCommandsThatContactNothing() {
        var program = unreachable(Program.on(empty));

        assertDocumented("config-check", program, 0, "config", "check");
        assertDocumented("config-example", program, 0, "config", "example");
        assertDocumented("completion", program, 0, "completion");
        assertDocumented("version", program, 0, "--version");
    }

    private static Program unreachable(Program program) {
        return program.with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "migrate",
                "status",
                "doctor",
                "changes",
                "show img-a",
                "verify",
                "rebuild",
                "prune --keep 1d",
                "config check",
                "config example",
                "completion"
            })
    void anErrorIsPartOfEachSchema(String command) {
        var name = command.startsWith("config ") ? command.replace(' ', '-') : command.split(" ", 2)[0];
        var arguments = Stream.concat(Arrays.stream(command.split(" ", -1)), Stream.of("--nonsense"));

        assertDocumented(name, Program.on(empty), 2, arguments.toArray(String[]::new));
    }

    @Test
    void aVerificationThatEndsEarly() {
        var document = JsonMapper.shared()
                .readTree(
                        """
                        {"differences": [], "complete": false,
                         "error": {"code": "Stopped", "message": "stopped", "advice": null}}
                        """);

        assertThat(strict("verify").violations(document)).isEmpty();
    }

    /** Scripts rely on members. A release adds its members to the list of names. */
    @Test
    void noMemberOfAReleaseIsRenamed() throws IOException {
        var released = Files.readAllLines(Path.of("src/test/resources/json-members.txt"));

        assertThat(members()).containsAll(released);
    }

    @Test
    void eachMemberIsDescribed() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files).hasSizeGreaterThan(10).allSatisfy(file -> {
                var schema = JsonMapper.shared().readTree(Files.readString(file));
                assertThat(schema.get("title").asString()).isNotBlank();
                assertThat(schema.findValues("properties"))
                        .allSatisfy(properties -> properties.properties().forEach(member -> {
                            if (!member.getValue().has("const")) {
                                assertThat(member.getValue().has("description"))
                                        .as(member.getKey())
                                        .isTrue();
                            }
                        }));
            });
        }
    }

    private static JsonNode assertDocumented(String schema, Program program, int exitCode, String... arguments) {
        var all = Stream.concat(Arrays.stream(arguments), Stream.of("--output", "json"));
        var outcome = program.run(all.toArray(String[]::new));

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
        var document = StrictJson.read(outcome.out());
        assertThat(strict(schema).violations(document)).as(outcome.out()).isEmpty();
        assertThat(JsonSchemaFile.of(file(schema)).violations(document)).isEmpty();
        return document;
    }

    /** Returns a schema that allows no member but its own. As published, it allows more, because a release adds some. */
    private static JsonSchemaFile strict(String name) {
        return JsonSchemaFile.of(
                file(name),
                text -> text.replaceAll(
                        "\"type\": \"object\",(?=\\s*\"(?:allOf|required|\\$ref)\")",
                        "\"type\": \"object\", \"unevaluatedProperties\": false,"));
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".json");
    }

    /** Returns the members of all schemas, each as its file and its path there. */
    private static Set<String> members() throws IOException {
        var members = new TreeSet<String>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.sorted().toList()) {
                var found = new ArrayList<String>();
                members(JsonMapper.shared().readTree(Files.readString(file)), "", found);
                found.forEach(path -> members.add(file.getFileName() + " " + path));
            }
        }
        return members;
    }

    private static void members(JsonNode schema, String path, List<String> found) {
        schema.path("properties").properties().forEach(member -> {
            found.add(path + member.getKey());
            members(member.getValue(), path + member.getKey() + ".", found);
        });
        for (var part : List.of("items", "anyOf", "allOf")) {
            var below = schema.path(part);
            if (below.isArray()) {
                below.forEach(one -> members(one, path, found));
            } else if (below.isObject()) {
                members(below, path, found);
            }
        }
    }
}

package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** A dry run compares and prints the differences. It writes only its own log. */
class DryRunTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase empty = new PostgresDatabase();

    @Test
    void whatWouldChangeIsToldAndNotWritten() {
        try (var api = StandIn.builder()
                .documents(List.of(element("a", "CloudApp", "\"Status\":\"INIT\""), element("b", "CloudApp")))
                .build()
                .start()) {
            var program = Program.on(database, api);
            var tables = new Tables(database);
            assertExit(program.run("sync"), 0);
            api.inventory().patch("a", Map.of("Status", "AVAILABLE"));
            api.inventory().add(element("c", "CloudDesktop", "\"Unknown\":1"));
            var images = tables.versions();
            var scopes = tables.values("SELECT ctid::text, xmin::text FROM inventory.scope");

            var outcome = assertExit(program.run("sync", "--dry-run"), 0);

            assertThat(tables.versions()).isEqualTo(images);
            assertThat(tables.values("SELECT ctid::text, xmin::text FROM inventory.scope"))
                    .isEqualTo(scopes);
            assertThat(tables.count("sighting")).isZero();
            assertThat(tables.run())
                    .containsEntry("dry_run", true)
                    .containsEntry("outcome", "complete")
                    .containsEntry("created", 1L)
                    .containsEntry("updated", 1L);
            assertThat(outcome.out())
                    .contains("would create main/cn-shanghai/CloudDesktop c")
                    .contains("would update main/cn-shanghai/CloudApp a")
                    .contains("Status: \"INIT\" → \"AVAILABLE\"")
                    .contains("a dry run: no image was written");

            assertThat(program.run("status").out())
                    .contains("dry run 2 of ")
                    .contains(" complete: would have created 1, updated 1, deleted 0, restored 0")
                    .contains("\n1    complete  ")
                    .doesNotContain("\n2    ");

            assertExit(program.run("sync"), 0);

            assertThat(tables.run()).containsEntry("created", 1L).containsEntry("updated", 1L);
        }
    }

    @Test
    void onAnEmptyDatabaseEachImageIsCountedAsCreatedAndNothingIsWritten() {
        try (var api = StandIn.builder().images(230).seed(4).build().start()) {
            var program = Program.on(empty, api);
            api.faults().when(call -> "WuyingServer".equals(call.product()), Fault.noPermission());

            var text = assertExit(program.run("sync", "--dry-run"), 3);
            var json = JsonMapper.shared()
                    .readTree(
                            program.run("sync", "--dry-run", "--output", "json").out());

            var listed = json.get("images_seen").longValue();
            assertThat(listed).isBetween(100L, 230L);
            assertThat(json.get("created").longValue()).isEqualTo(listed);
            assertThat(json.get("pending_changes_total").longValue()).isEqualTo(listed);
            assertThat(json.get("run_id").isNull()).isTrue();
            assertThat(json.get("api_requests").longValue()).isPositive();
            assertThat(json.at("/walks/2/error_code").stringValue()).isEqualTo("Forbidden.NoPermission");
            assertThat(text.out())
                    .contains("would create main/cn-shanghai/CloudApp img")
                    .contains("dry run partial: 2 of 3 scopes complete; a dry run: no image was written");
            assertThat(new Tables(empty)
                            .value("SELECT count(*) FROM pg_namespace WHERE nspname IN ('inventory', 'batch')"))
                    .isEqualTo(0L);

            api.faults().clear();
            assertExit(program.run("sync"), 0);
            assertThat(new Tables(empty).run()).containsEntry("created", 230L);
        }
    }
}

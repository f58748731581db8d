package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The summary, the status and the tables have the same numbers. */
class PrintedFiguresTest {

    private static final List<String> COUNTS =
            List.of("pages", "images_seen", "created", "updated", "deleted", "restored", "unchanged");

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder().documents(documents()).build();

    @BeforeEach
    void aFirstRunAndChanges() {
        api.start();
        api.inventory().delete("app-9");
        assertExit(program().run("sync"), 0);
        api.inventory().restore("app-9");
        api.inventory().delete("app-1");
        api.inventory().delete("app-2");
        api.inventory().patch("app-3", Map.of("Status", "INIT"));
        api.faults()
                .when(
                        call -> "app-2".equals(call.parameters().get("ImageId")),
                        Fault.data("[{\"ImageId\":\"APP-2\"}]"));
        api.faults().when(call -> "CloudDesktop".equals(call.product()) && call.page() == 2, Fault.noPermission());
        api.forgetRequests();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theSummaryHasTheFiguresOfTheTables() {
        var printed = json(assertExit(program().run("sync", "--output", "json"), 3));

        assertThat(printed.path("outcome").asString()).isEqualTo("partial");
        assertThat(figures(printed, COUNTS))
                .isEqualTo(stored("SELECT pages, images_seen, created, updated, deleted, restored, unchanged"
                        + " FROM inventory.sync_run WHERE run_id = 2"));
        assertThat(printed.path("api_requests").asLong())
                .as("requests that the API received")
                .isEqualTo(api.requests().size());
        assertThat(stored("SELECT api_requests FROM inventory.sync_run WHERE run_id = 2"))
                .containsExactly((long) api.requests().size());
        var walks = new Tables(database)
                        .values(
                                """
                        SELECT s.product, w.status, w.error_code, w.pages, w.images_seen, w.created, w.updated, w.deleted,
                               w.restored, w.unchanged, w.unsettled
                        FROM inventory.walk w JOIN inventory.scope s USING (scope_key) WHERE run_id = 2 ORDER BY 1
                        """)
                        .stream()
                        .map(String::valueOf)
                        .toList();
        assertThat(printed.path("walks").valueStream().map(PrintedFiguresTest::walk))
                .containsExactlyElementsOf(walks);
        assertThat(walks.get(0)).isEqualTo("[CloudApp, complete, InconclusiveLookup, 3, 24, 1, 1, 1, 0, 22, 1]");
    }

    @Test
    void statusHasTheFiguresOfTheSummary() {
        var summary = json(assertExit(program().run("sync", "--output", "json"), 3));

        var status = json(assertExit(program().run("status", "--output", "json"), 0));

        var newest = status.path("runs").path(0);
        assertThat(figures(newest, COUNTS)).isEqualTo(figures(summary, COUNTS));
        assertThat(newest.path("outcome")).isEqualTo(summary.path("outcome"));
        assertThat(newest.path("walks")).isEqualTo(summary.path("walks"));
        var fresh = new Tables(database);
        for (var scope : status.path("scopes").valueStream().toList()) {
            assertThat(fresh.row(
                            """
                            SELECT live_images, last_complete_started_at FROM inventory.scope_freshness WHERE product = ?
                            """,
                            scope.path("product").asString()))
                    .containsEntry("live_images", scope.path("live_images").asLong());
        }
    }

    @Test
    void theTextHasTheFiguresOfTheTables() {
        var lines = assertExit(program().run("sync", "--wide"), 3).out().lines().toList();

        var total = lines.stream()
                .filter(line -> line.startsWith("total "))
                .findFirst()
                .orElseThrow();
        var figures = List.of(total.trim().split(" +"));
        assertThat(figures.subList(1, 1 + COUNTS.size()))
                .isEqualTo(stored("SELECT pages, images_seen, created, updated, deleted, restored, unchanged"
                                + " FROM inventory.sync_run WHERE run_id = 2")
                        .stream()
                        .map(String::valueOf)
                        .toList());
        assertThat(lines).last().isEqualTo("run 2 partial: 1 of 2 scopes complete");
    }

    private static String walk(JsonNode walk) {
        var values = new ArrayList<String>();
        for (var name : List.of("product", "status", "error_code")) {
            values.add(walk.path(name).isNull() ? "null" : walk.path(name).asString());
        }
        COUNTS.forEach(name -> values.add(walk.path(name).asString()));
        values.add(walk.path("unsettled").asString());
        return values.toString();
    }

    private static List<Long> figures(JsonNode node, List<String> names) {
        return names.stream().map(name -> node.path(name).asLong()).toList();
    }

    private List<Long> stored(String sql) {
        return new Tables(database)
                .row(sql).values().stream()
                        .map(value -> Long.parseLong(String.valueOf(value)))
                        .toList();
    }

    private static JsonNode json(Program.Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.out());
    }

    private Program program() {
        return Program.on(database, api)
                .with("inventory.products", "CloudApp,CloudDesktop")
                .with("inventory.page-size", "10")
                .with("inventory.api.read-ahead", "0")
                .with("inventory.api.retry-budget", "100ms");
    }

    private static List<String> documents() {
        var documents = new ArrayList<String>();
        IntStream.rangeClosed(1, 26).forEach(i -> documents.add(element("app-" + i, "CloudApp")));
        IntStream.rangeClosed(1, 12).forEach(i -> documents.add(element("desktop-" + i, "CloudDesktop")));
        return documents;
    }
}

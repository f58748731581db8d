package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real Pushgateway, if installed. It accepts what is pushed, and keeps metrics that a failed run does not have. */
class RealPushgatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase empty = new PostgresDatabase();

    @TempDir
    Path directory;

    @Test
    void aFailedRunLeavesTheAgesOfScopesAsTheyWere() throws Exception {
        var program = Tool.find("prometheus-pushgateway");
        assumeTrue(program != null, "prometheus-pushgateway is not installed");
        var port = freePort();
        var process = new ProcessBuilder(List.of(program.toString(), "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try (var api = StandIn.builder()
                .documents(List.of("{\"ImageId\":\"a\",\"ProductType\":\"CloudApp\"}"))
                .build()
                .start()) {
            var url = "http://127.0.0.1:" + port;
            awaitAnswer(process, url + "/-/ready");
            var sync = Program.on(database, api)
                    .with("inventory.products", "CloudApp")
                    .with("inventory.telemetry.pushgateway.url", url);

            assertThat(sync.run("sync").exitCode()).isZero();
            var first = scrape(url);
            var failed = sync.asOwner(empty)
                    .with("spring.datasource.url", empty.jdbcUrl())
                    .with("inventory.migrate", "never")
                    .run("sync");
            var second = scrape(url);

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(first.value("image_inventory_run_outcome", "outcome", "complete"))
                    .isEqualTo(1);
            assertThat(first.value("image_inventory_scope_images", "job", "image-inventory"))
                    .isEqualTo(1);
            assertThat(second.value("image_inventory_run_outcome", "outcome", "complete"))
                    .isZero();
            assertThat(second.value("image_inventory_run_outcome", "outcome", "failed"))
                    .isEqualTo(1);
            assertThat(second.value("image_inventory_run_end_seconds"))
                    .isGreaterThan(first.value("image_inventory_run_end_seconds"));
            assertThat(second.of("image_inventory_scope_complete_seconds"))
                    .isNotEmpty()
                    .isEqualTo(first.of("image_inventory_scope_complete_seconds"));
            assertThat(second.of("image_inventory_walks")).isNotEmpty().isEqualTo(first.of("image_inventory_walks"));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Exposition scrape(String url) throws Exception {
        return Exposition.parse(get(url + "/metrics"));
    }

    private static void awaitAnswer(Process process, String url) {
        Awaitility.await(url)
                .atMost(PATIENCE)
                .failFast("the Pushgateway has ended", () -> !process.isAlive())
                .ignoreException(IOException.class)
                .until(() -> !get(url).isEmpty());
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}

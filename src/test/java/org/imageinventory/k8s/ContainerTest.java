package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The container image of the Dockerfile, run as the manifests specify. {@code src/test/container/try-container.sh}
 * builds it.
 */
@Tag("container")
class ContainerTest {

    private static final int IMAGES = 200;
    private static final String OUTCOMES = "SELECT outcome FROM inventory.sync_run ORDER BY run_id";

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    private final Docker docker = new Docker(System.getenv().getOrDefault("IMAGE", "image-inventory:try"));
    private final StandIn api = StandIn.builder()
            .images(IMAGES)
            .seed(12)
            .accessKey("test-id", "test-secret")
            .build()
            .start();
    private final Workload migrate = Manifests.workload("migrate/job.yaml");
    private final Workload sync = Manifests.workload("base/cronjob.yaml");
    private final Workload verify = Manifests.workload("reporting/verify.yaml");
    private TrialCluster cluster;

    @BeforeEach
    void migrate() {
        cluster = new TrialCluster(database, api);
        assertEnds(0, docker.run(migrate, cluster.environment(migrate)));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void syncsAndVerifiesWhateverTheTimeZone() {
        assertEnds(0, docker.run(sync, environment(Map.of())));
        assertThat(Sql.on(database).rows("SELECT count(*) FROM inventory.image"))
                .containsExactly("" + IMAGES);

        assertEnds(0, docker.run(sync, environment(Map.of("TZ", "Pacific/Auckland"))));

        assertThat(Sql.on(database).rows("SELECT unchanged, created, updated FROM inventory.sync_run WHERE run_id = 2"))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith("|0|0"));
        assertEnds(0, docker.run(verify, cluster.environment(verify)));
    }

    @Test
    void exitCodesPassThrough() {
        assertEnds(2, docker.run(sync, environment(Map.of("INVENTORY_PAGESIZE", "0"))));
        assertEnds(
                1, docker.run(sync, environment(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/x"))));
        api.faults().when(call -> "CloudApp".equals(call.product()), Fault.noPermission());
        assertEnds(3, docker.run(sync, environment(Map.of())));
        api.faults().clear();
        assertEnds(0, docker.run(sync, environment(Map.of())));
        api.inventory().ids().stream().limit(IMAGES / 2).forEach(api.inventory()::delete);
        assertEnds(4, docker.run(sync, environment(Map.of())));

        assertThat(Sql.on(database).rows(OUTCOMES)).containsExactly("partial", "complete", "refused");
    }

    @Test
    void aSignalToProcessOneEndsItGracefullyAndTheNextRunGoesOn() throws Exception {
        api.faults()
                .when(call -> "CloudDesktop".equals(call.product()), Fault.hang())
                .requests(1);
        var id = docker.start(sync, environment(Map.of()));
        assertThat(api.faults().awaitHanging(1, Duration.ofMinutes(1))).isTrue();

        assertEnds(75, docker.run(sync, environment(Map.of())));
        var stopped = docker.stop(id, sync);

        assertEnds(143, stopped);
        assertThat(stopped.output().lines().filter(line -> line.contains("Stopping after")))
                .singleElement()
                .asString()
                .startsWith("{\"@timestamp\":")
                .contains("\"run\":\"1\"");
        assertThat(Sql.on(database).rows(OUTCOMES)).containsExactly("stopped");
        assertEnds(0, docker.run(sync, environment(Map.of())));
        assertThat(Sql.on(database).rows(OUTCOMES)).containsExactly("complete");
    }

    @Test
    void theImageSaysWhoItRunsAsAndStartsWithoutAShellFromItsCache() {
        assertThat(docker.inspect("{{.Config.User}}")).isEqualTo("65532:65532");
        assertThat(docker.inspect("{{json .Config.Entrypoint}}"))
                .startsWith("[\"java\",\"-XX:AOTCache=/app/image-inventory.aot\"");
        assertThat(docker.inspect("{{json .Config.Labels}}"))
                .contains("\"org.opencontainers.image.licenses\":\"Apache-2.0\"")
                .contains("\"org.opencontainers.image.version\":");

        // In this mode, an unsuitable cache is an error. The entry point would continue without the cache.
        var version = docker.java(
                "-XX:AOTCache=/app/image-inventory.aot",
                "-XX:AOTMode=on",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                "/app/image-inventory.jar",
                "--version");
        assertEnds(0, version);
        assertThat(version.output()).startsWith("image-inventory ").hasLineCount(1);
    }

    private Map<String, String> environment(Map<String, String> others) {
        var environment = new LinkedHashMap<>(
                cluster.environment(sync, Manifests.workload("overlays/access-key/credentials.yaml")));
        environment.putAll(others);
        return environment;
    }

    private static void assertEnds(int exitCode, Docker.Ended ended) {
        assertThat(ended.exitCode()).as("%s", ended.output()).isEqualTo(exitCode);
    }
}

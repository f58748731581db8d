package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program with only the arguments, the configuration and the environment of the manifests. */
class ManifestRunTest {

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private static final StandIn API = StandIn.builder()
            .images(60)
            .seed(11)
            .accessKey("test-id", "test-secret")
            .build()
            .start();

    private final TrialCluster cluster = new TrialCluster(database, API);
    private final Workload sync = Manifests.workload("base/cronjob.yaml");

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void migratesThenSyncsThenVerifies() throws InterruptedException {
        var migrate = Manifests.workload("migrate/job.yaml");
        assertThat(run(migrate, cluster.environment(migrate))).contains("schema migrated from an empty database");

        API.faults().next(1, Fault.throttled(Duration.ofMillis(1)));
        var environment = cluster.environment(sync, Manifests.workload("overlays/access-key/credentials.yaml"));
        var synced = run(sync, environment);
        assertThat(synced).contains("3 of 3 scopes complete");
        assertThat(synced.lines().filter(line -> line.contains("Retrying in")))
                .singleElement()
                .asString()
                .startsWith("{\"@timestamp\":")
                .contains("\"run\":\"1\"");
        assertThat(Sql.on(database).rows("SELECT count(*) FROM inventory.image"))
                .containsExactly("60");

        var verify = Manifests.workload("reporting/verify.yaml");
        assertThat(run(verify, cluster.environment(verify))).startsWith("60 live images compared");
    }

    /**
     * Tests what is possible without Alibaba Cloud's token service: the program reads the variables of the RRSA role,
     * and does not use the role of a node.
     */
    @Test
    void rrsaIsAskedForTheTokenThatTheOverlayMounts() throws InterruptedException {
        var patch = Manifests.workload("overlays/rrsa/credentials.yaml");
        var token = patch.container().getVolumeMounts().get(0).getMountPath() + "/"
                + patch.podSpec()
                        .getVolumes()
                        .get(0)
                        .getProjected()
                        .getSources()
                        .get(0)
                        .getServiceAccountToken()
                        .getPath();

        try (var doctor = ChildProgram.start(
                cluster.environment(sync, patch), List.of("doctor", "--wide", "--config", config()))) {
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.output())
                    .contains("OIDCTokenFilePath " + token + " is not exists")
                    .doesNotContain("EcsRamRole");
        }
    }

    private static String run(Workload workload, Map<String, String> environment) throws InterruptedException {
        var arguments = workload.container().getArgs().stream()
                .map(argument -> argument.equals("/etc/image-inventory/config.yaml") ? config() : argument)
                .toList();
        assertThat(arguments).contains(config());
        try (var program = ChildProgram.start(environment, arguments)) {
            assertThat(program.exitCode()).as("%s", program.output()).isZero();
            return program.output();
        }
    }

    private static String config() {
        return Manifests.ROOT.resolve("common/config.yaml").toString();
    }
}

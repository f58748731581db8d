package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.imageinventory.k8s.Manifests;
import org.imageinventory.k8s.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** The exit codes that the manifests handle. */
class KubernetesJobTest {

    static Stream<Workload> all() {
        return Manifests.workloads();
    }

    @Test
    void syncIsTriedAgainOnlyAfterWhatAnotherTryCanMend() {
        var syncs = all().filter(workload -> workload.command().equals("sync")).toList();

        assertThat(syncs).isNotEmpty().allSatisfy(sync -> assertThat(sync.namedExitCodes())
                .isEqualTo(Set.of(ExitCode.USAGE, ExitCode.PARTIAL, ExitCode.REFUSED, ExitCode.HELD_ELSEWHERE))
                .allSatisfy(code -> assertThat(sync.actionOn(code)).contains("FailJob"))
                .doesNotContain(ExitCode.FAILED, ExitCode.STOPPED, ExitCode.COMPLETE));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrongConfigurationIsNeverTriedAgain(Workload workload) {
        assertThat(workload.actionOn(ExitCode.USAGE)).contains("FailJob");
    }

    @ParameterizedTest
    @MethodSource("all")
    void thereIsTimeToStopBeforeTheKill(Workload workload) throws IOException {
        var stopping = lifecycle().getTimeoutPerShutdownPhase().plusSeconds(LastWords.STALLED_SECONDS);

        assertThat(Duration.ofSeconds(workload.podSpec().getTerminationGracePeriodSeconds()))
                .isGreaterThan(stopping);
    }

    private static LifecycleProperties lifecycle() throws IOException {
        var files = new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"));
        var sources = files.stream()
                .map(file -> Objects.requireNonNull(
                        ConfigurationPropertySources.from(file).iterator().next()))
                .toList();
        return new Binder(sources).bindOrCreate("spring.lifecycle", LifecycleProperties.class);
    }
}

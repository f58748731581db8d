package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.scheduling.support.CronExpression;

/** Values of the correct type that Kubernetes would still refuse or misinterpret. */
class WorkloadRulesTest {

    private static final String CRON_FIELD = "[0-9*/,-]+";

    static Stream<Workload> all() {
        return Manifests.workloads();
    }

    static Stream<Workload> scheduled() {
        return all().filter(workload -> workload.schedule() != null);
    }

    @Test
    void thereIsOneForEachCommandThatAClusterRuns() {
        assertThat(all().map(Workload::command)).contains("sync", "migrate", "verify");
    }

    @ParameterizedTest
    @MethodSource("scheduled")
    void aScheduleIsCronAndLeavesARunItsTime(Workload workload) {
        var schedule = Objects.requireNonNull(workload.schedule());
        assertThat(schedule.getSchedule()).matches(CRON_FIELD + "( " + CRON_FIELD + "){4}");
        assertThat(ZoneId.getAvailableZoneIds()).contains(schedule.getTimeZone());
        var cron = CronExpression.parse("0 " + schedule.getSchedule());
        var start = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of(schedule.getTimeZone()));

        var first = Objects.requireNonNull(cron.next(start));
        var between = Duration.between(first, cron.next(first));

        assertThat(Duration.ofSeconds(workload.job().getActiveDeadlineSeconds()
                        + workload.podSpec().getTerminationGracePeriodSeconds()))
                .isLessThan(between);
        // The controller checks every ten seconds. With a shorter deadline it may miss a start.
        assertThat(Duration.ofSeconds(schedule.getStartingDeadlineSeconds()))
                .isBetween(Duration.ofSeconds(10), between);
        assertThat(schedule.getConcurrencyPolicy()).isEqualTo("Forbid");
        assertThat(schedule.getSuccessfulJobsHistoryLimit()).isPositive();
        assertThat(schedule.getFailedJobsHistoryLimit()).isPositive();
        assertThat(schedule.getSuspend()).isNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDisruptionIsNotCountedAndIsLookedAtFirst(Workload workload) {
        var first = workload.rules().findFirst().orElseThrow();

        assertThat(first.getAction()).isEqualTo("Ignore");
        assertThat(first.getOnPodConditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getType()).isEqualTo("DisruptionTarget");
            assertThat(condition.getStatus()).isEqualTo("True");
        });
        assertThat(workload.rules().skip(1)).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getAction()).isEqualTo("FailJob");
            assertThat(rule.getOnExitCodes().getOperator()).isEqualTo("In");
            assertThat(rule.getOnExitCodes().getContainerName())
                    .isEqualTo(workload.container().getName());
            assertThat(rule.getOnExitCodes().getValues()).doesNotContain(0).isSorted();
        });
        // Kubernetes refuses the failure policy with any other restart policy.
        assertThat(workload.podSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(workload.job().getBackoffLimit()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itKeepsToTheRestrictedPodSecurityLevel(Workload workload) {
        var pod = workload.podSpec();
        var container = workload.container();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                .containsOnlyNulls();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(container.getImagePullPolicy()).isEqualTo("IfNotPresent");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMountHasItsVolumeAndNoSecretStandsInTheManifest(Workload workload) {
        assertThat(workload.container().getVolumeMounts())
                .allSatisfy(mount -> assertThat(mount.getReadOnly()).isTrue())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(workload.podSpec().getVolumes().stream()
                        .map(Volume::getName)
                        .toList());
        assertThat(workload.container().getEnv())
                .filteredOn(variable -> variable.getName().matches(".*(USERNAME|PASSWORD|KEY_ID|SECRET)"))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .startsWith("image-inventory-");
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsMemoryAndProcessorAreOfASizeThatSuits(Workload workload) {
        var resources = workload.container().getResources();

        // A node under memory pressure can evict a pod that uses more than its request, even during a run.
        assertThat(resources.getRequests().get("memory"))
                .isEqualTo(resources.getLimits().get("memory"));
        // The unit m means thousandths: 512m is half a byte.
        assertThat(amount(resources.getLimits().get("memory"))).isBetween(256.0 * (1 << 20), 4096.0 * (1 << 20));
        assertThat(amount(resources.getRequests().get("cpu"))).isBetween(0.1, 2.0);
        // A CPU limit would slow the start of the program.
        assertThat(resources.getLimits().keySet()).isEqualTo(Set.of("memory"));
    }

    private static double amount(@Nullable Quantity quantity) {
        return Objects.requireNonNull(quantity).getNumericalAmount().doubleValue();
    }
}

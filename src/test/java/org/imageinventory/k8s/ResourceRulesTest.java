package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for the resources of one folder and their relations. */
class ResourceRulesTest {

    private static final String DNS_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    /** Longest name of a CronJob. For a Job's name, the controller appends eleven characters to it. */
    private static final int LONGEST_CRON_JOB = 52;

    static Stream<List<HasMetadata>> sets() {
        return Manifests.sets().values().stream();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void namesAndLabelsAreAllowed(List<HasMetadata> resources) {
        assertThat(resources).isNotEmpty().allSatisfy(resource -> {
            assertThat(resource.getMetadata().getName()).matches(DNS_LABEL);
            assertThat(resource.getMetadata().getLabels()).satisfies(labels -> {
                if (labels != null) {
                    assertThat(labels.values())
                            .allMatch(value -> value.matches("[A-Za-z0-9]([\\w.-]{0,61}[A-Za-z0-9])?"));
                }
            });
        });
        assertThat(resources)
                .extracting(resource ->
                        resource.getKind() + "/" + resource.getMetadata().getName())
                .doesNotHaveDuplicates();
        workloads(resources).forEach(workload -> {
            assertThat(workload.name()).hasSizeLessThanOrEqualTo(LONGEST_CRON_JOB);
            assertThat(workload.container().getName()).matches(DNS_LABEL);
            assertThat(workload.podSpec().getVolumes())
                    .allSatisfy(volume -> assertThat(volume.getName()).matches(DNS_LABEL));
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void podsRunAsTheServiceAccountWithoutAToken(List<HasMetadata> resources) {
        var account = only(resources, ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(workloads(resources)).isNotEmpty().allSatisfy(workload -> assertThat(
                        workload.podSpec().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyPodIsHeldByTheNetworkPolicyWhichLetsOutWhatIsNeeded(List<HasMetadata> resources) {
        var policy = only(resources, NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getIngress()).isEmpty();
        assertThat(policy.getEgress()).hasSize(3);
        assertThat(policy.getEgress().stream().flatMap(rule -> rule.getPorts().stream()))
                .extracting(ResourceRulesTest::port)
                .containsExactlyInAnyOrder("UDP 53", "TCP 53", "TCP 5432", "TCP 443");
        assertThat(policy.getEgress())
                .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
        assertThat(workloads(resources)).allSatisfy(workload -> assertThat(
                        workload.pod().getMetadata().getLabels().entrySet())
                .containsAll(policy.getPodSelector().getMatchLabels().entrySet()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theNamespaceRefusesPodsBelowTheRestrictedLevel(List<HasMetadata> resources) {
        assertThat(only(resources, Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void aRoleOnlyReadsAndSeesNoSecret(List<HasMetadata> resources) {
        var roles = resources.stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .toList();
        assertThat(roles).flatExtracting(Role::getRules).allSatisfy(rule -> {
            assertThat(rule.getVerbs()).containsExactly("get", "list", "watch");
            assertThat(rule.getResources()).doesNotContain("secrets", "configmaps", "*");
        });
        assertThat(resources.stream().filter(RoleBinding.class::isInstance).map(RoleBinding.class::cast))
                .extracting(binding -> binding.getRoleRef().getName())
                .isEqualTo(
                        roles.stream().map(role -> role.getMetadata().getName()).toList());
    }

    private static String port(NetworkPolicyPort port) {
        return port.getProtocol() + " " + port.getPort().getIntVal();
    }

    private static <T extends HasMetadata> T only(List<HasMetadata> resources, Class<T> kind) {
        var found = resources.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).as(kind.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    private static List<Workload> workloads(List<HasMetadata> resources) {
        return resources.stream()
                .flatMap(resource -> Workload.of(resource).stream())
                .toList();
    }
}

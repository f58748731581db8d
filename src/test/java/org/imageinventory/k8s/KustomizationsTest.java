package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KustomizationsTest {

    private static final Set<String> KEYS = Set.of(
            "apiVersion", "kind", "namespace", "resources", "components", "configMapGenerator", "images", "patches");

    @Test
    void everyFileIsStrictlyOfItsKind() {
        assertThat(Manifests.files()).hasSizeGreaterThan(8).allSatisfy(file -> assertThat(
                        StrictManifest.read(Manifests.text(file)))
                .isNotEmpty());
    }

    @Test
    void everyFileIsNamedAndEveryNameIsAFile() {
        var named = new HashSet<Path>();
        for (var file : Manifests.kustomizations()) {
            var kustomization =
                    StrictManifest.documents(Manifests.text(file)).findFirst().orElseThrow();
            assertThat(kustomization.keySet()).as("%s", file).isSubsetOf(KEYS);
            names(kustomization)
                    .forEach(name -> named.add(file.resolveSibling(name).normalize()));
        }

        assertThat(named)
                .allSatisfy(path -> assertThat(Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path)
                        .isRegularFile());
        assertThat(named).containsAll(Manifests.files()).contains(Manifests.ROOT.resolve("common/config.yaml"));
    }

    @Test
    void aPatchIsOfSomethingInTheBase() {
        var base = Manifests.workload("base/cronjob.yaml");

        assertThat(List.of("overlays/access-key/credentials.yaml", "overlays/rrsa/credentials.yaml"))
                .map(Manifests::workload)
                .allSatisfy(patch -> {
                    assertThat(patch.name()).isEqualTo(base.name());
                    assertThat(patch.container().getName())
                            .isEqualTo(base.container().getName());
                });
    }

    @Test
    void anOverlayAddsItsCredentialsAndNoOthers() {
        assumeTrue(Kustomize.installed().isPresent(), "neither kubectl nor kustomize is installed");

        assertThat(variables("overlays/access-key"))
                .containsExactlyInAnyOrder(
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD",
                        "ALIBABA_CLOUD_ECS_METADATA_DISABLED",
                        "ALIBABA_CLOUD_ACCESS_KEY_ID",
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        assertThat(variables("overlays/rrsa"))
                .containsExactlyInAnyOrder(
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD",
                        "ALIBABA_CLOUD_ECS_METADATA_DISABLED",
                        "ALIBABA_CLOUD_ROLE_ARN",
                        "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
                        "ALIBABA_CLOUD_OIDC_TOKEN_FILE");
        assertThat(sync("overlays/rrsa").podSpec().getVolumes())
                .extracting(Volume::getName)
                .containsExactlyInAnyOrder("config", "rrsa-token");
    }

    @Test
    void allRunsTheSameImageInOneNamespaceWithTheConfigurationAsItIsNow() {
        assumeTrue(Kustomize.installed().isPresent(), "neither kubectl nor kustomize is installed");

        assertThat(Manifests.sets()).allSatisfy((folder, resources) -> {
            var configuration = resources.stream()
                    .filter(ConfigMap.class::isInstance)
                    .map(ConfigMap.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(configuration.getMetadata().getName()).matches("image-inventory-[a-z0-9]{10}");
            assertThat(configuration.getData())
                    .isEqualTo(Map.of("config.yaml", Manifests.text(Manifests.ROOT.resolve("common/config.yaml"))));
            assertThat(resources)
                    .filteredOn(resource -> !resource.getKind().equals("Namespace"))
                    .extracting(resource -> resource.getMetadata().getNamespace())
                    .containsOnly("image-inventory");
            assertThat(resources)
                    .filteredOn(resource -> !resource.getKind().equals("Namespace"))
                    .allSatisfy(resource -> assertThat(resource.getMetadata().getLabels())
                            .containsEntry("app.kubernetes.io/name", "image-inventory"));
            assertThat(resources.stream().flatMap(resource -> Workload.of(resource).stream()))
                    .isNotEmpty()
                    .allSatisfy(workload -> {
                        assertThat(workload.container().getImage())
                                .matches("registry\\.example/image-inventory:[0-9.]+");
                        assertThat(workload.podSpec().getVolumes())
                                .filteredOn(volume -> volume.getConfigMap() != null)
                                .extracting(volume -> volume.getConfigMap().getName())
                                .containsExactly(configuration.getMetadata().getName());
                    });
        });
    }

    private static List<String> variables(String folder) {
        return sync(folder).container().getEnv().stream().map(EnvVar::getName).toList();
    }

    private static Workload sync(String folder) {
        List<HasMetadata> resources = Manifests.sets().getOrDefault(folder, List.of());
        return resources.stream()
                .flatMap(resource -> Workload.of(resource).stream())
                .filter(workload -> workload.command().equals("sync"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a kustomization with another structure fails here
    private static List<String> names(Map<String, Object> kustomization) {
        var names = new ArrayList<String>();
        names.addAll((List<String>) kustomization.getOrDefault("resources", List.of()));
        names.addAll((List<String>) kustomization.getOrDefault("components", List.of()));
        ((List<Map<String, String>>) kustomization.getOrDefault("patches", List.of()))
                .forEach(patch -> names.add(patch.get("path")));
        ((List<Map<String, List<String>>>) kustomization.getOrDefault("configMapGenerator", List.of()))
                .forEach(generator -> names.addAll(generator.getOrDefault("files", List.of())));
        return names;
    }
}

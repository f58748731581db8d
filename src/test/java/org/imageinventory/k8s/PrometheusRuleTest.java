package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The alerting rules as a manifest. */
class PrometheusRuleTest {

    private static final Path FOLDER = Manifests.ROOT.resolve("monitoring");

    private final String text = Manifests.text(FOLDER.resolve("rules.yaml"));

    @Test
    void itHasTheRulesOfTheRuleFile() {
        var rules = StrictManifest.documents(Manifests.text(Path.of("observability/alerts.yaml")))
                .findFirst()
                .orElseThrow();

        assertThat(StrictManifest.documents(text))
                .singleElement()
                .extracting(document -> document.get("spec"))
                .isEqualTo(Map.of("groups", Objects.requireNonNull(rules.get("groups"))));
    }

    @Test
    void aMistakeIsNamed() {
        assertThat(StrictManifest.read(text))
                .singleElement()
                .isInstanceOfSatisfying(
                        PrometheusRule.class, rule -> assertThat(rule.spec()).isNotNull());
        assertThatThrownBy(() -> StrictManifest.read(text.replace("annotations:", "annotation:")))
                .hasMessageContaining("annotation");
    }

    @Test
    void itIsRenderedInTheNamespaceOfTheJobs() {
        var tool = Kustomize.installed();
        assumeTrue(tool.isPresent(), "neither kubectl nor kustomize is installed");

        assertThat(StrictManifest.read(tool.get().render(FOLDER)))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getMetadata().getNamespace()).isEqualTo("image-inventory");
                    assertThat(rule.getMetadata().getLabels())
                            .containsEntry("app.kubernetes.io/name", "image-inventory");
                });
    }
}

package org.imageinventory.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictManifestTest {

    private final String good = Manifests.text(Path.of("k8s/base/cronjob.yaml"));

    @Test
    void aGoodManifestIsRead() {
        assertThat(StrictManifest.read(good))
                .singleElement()
                .satisfies(job -> assertThat(job.getMetadata().getName()).isEqualTo("image-inventory"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            concurrencyPolicy: Forbid          | concurencyPolicy: Forbid            | concurencyPolicy
            readOnlyRootFilesystem: true       | readOnlyRootFileSystem: true        | readOnlyRootFileSystem
            backoffLimit: 2                    | backoffLimit: two                   | backoffLimit
            backoffLimit: 2                    | backoffLimit: "2"                   | backoffLimit
            status: "True"                     | status: True                        | status
            values: [2, 3, 4, 75]              | values: [2, 3, 4, x]                | values
            runAsNonRoot: true                 | runAsNonRoot: "true"                | runAsNonRoot
            kind: CronJob                      | kind: CronJobs                      | batch/v1 CronJobs
            backoffLimit: 2                    | activeDeadlineSeconds: 1            | activeDeadlineSeconds
            """)
    void aMistakeIsNamed(String right, String wrong, String named) {
        assertThat(good).contains(right);

        assertThatThrownBy(() -> StrictManifest.read(good.replace(right, wrong)))
                .hasMessageContaining(named);
    }
}

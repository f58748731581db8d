package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version is defined in the pom. All other places have the same version. */
class VersionTest {

    @Test
    void versionCommitAndTimeAreTold() throws IOException {
        assertThat(new ProgramVersion().getVersion())
                .singleElement()
                .asString()
                .matches("image-inventory \\d+\\.\\d+\\.\\d+\\S* \\(commit ([0-9a-f]{12,}(-dirty)?|unknown), "
                        + "built \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\)");
    }

    @ParameterizedTest
    @CsvSource({
        "k8s/common/kustomization.yaml, newTag: (\\S+)",
        "Dockerfile,                    image-inventory:(\\d\\S*)",
        "docs/kubernetes.md,            image-inventory:(\\d\\S*)",
        "docs/kubernetes.md,            --build-arg VERSION=(\\S+)"
    })
    void whoNamesItSaysTheSame(Path file, String pattern) throws IOException {
        assertThat(found(file, pattern)).isNotEmpty().containsOnly(version());
    }

    @Test
    void theChangelogHasIt() throws IOException {
        assertThat(found(Path.of("CHANGELOG.md"), "(?m)^## \\[(\\d[^]]*)] - \\d{4}-\\d\\d-\\d\\d$"))
                .first()
                .isEqualTo(version().replace("-SNAPSHOT", ""));
    }

    private static String version() throws IOException {
        return new ProgramVersion().getVersion()[0].split(" ", -1)[1];
    }

    private static List<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

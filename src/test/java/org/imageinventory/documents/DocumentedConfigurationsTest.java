package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imageinventory.testing.JsonSchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The configurations on the pages and in the manifests are valid. */
class DocumentedConfigurationsTest {

    private static final JsonSchemaFile SCHEMA = JsonSchemaFile.of(Path.of("docs", "configuration.schema.json"));

    static Stream<String> configurations() {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("yaml"))
                .map(Page.Block::text)
                .filter(text -> text.lines().anyMatch(line -> line.matches("(inventory|spring|logging):.*")));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aPagesConfigurationIsValid(String text) {
        assertThat(violations(text)).isEmpty();
    }

    @Test
    void theConfigurationOfTheManifestsIsValid() throws IOException {
        assertThat(violations(Files.readString(Path.of("k8s/common/config.yaml"))))
                .isEmpty();
    }

    private static List<String> violations(String text) {
        Map<String, Object> configuration = new Yaml().load(text);
        return SCHEMA.violations(JsonMapper.shared().valueToTree(configuration));
    }
}

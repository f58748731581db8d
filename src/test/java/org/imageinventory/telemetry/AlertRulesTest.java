package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.imageinventory.testing.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The alerting rules. Their form and the metrics that they name are always tested, and their results if promtool is
 * installed.
 */
class AlertRulesTest {

    private static final Path RULES = Path.of("observability/alerts.yaml");
    private static final Path TESTS = Path.of("observability/alerts-test.yaml");

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static Exposition pushed;

    record Rule(String name, String expression, Map<String, Object> all) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void run() {
        pushed = MeasuredRun.on(DATABASE);
    }

    static Stream<Rule> rules() throws IOException {
        var document = map(yaml(RULES));
        assertThat(document).containsOnlyKeys("groups");
        return list(document.get("groups")).stream()
                .map(AlertRulesTest::map)
                .peek(group -> assertThat(group).containsOnlyKeys("name", "rules"))
                .flatMap(group -> list(group.get("rules")).stream())
                .map(AlertRulesTest::map)
                .map(rule -> new Rule(String.valueOf(rule.get("alert")), String.valueOf(rule.get("expr")), rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleHasTheFormThatPrometheusKnows(Rule rule) {
        assertThat(rule.all().keySet())
                .contains("alert", "expr", "labels", "annotations")
                .isSubsetOf("alert", "expr", "for", "labels", "annotations");
        assertThat(rule.name()).matches("ImageInventory[A-Z]\\w+");
        assertThat(String.valueOf(rule.all().getOrDefault("for", "1m"))).matches("\\d+[smhd]");
        assertThat(map(rule.all().get("labels"))).containsOnlyKeys("severity");
        assertThat(map(rule.all().get("annotations"))).containsOnlyKeys("summary", "description", "runbook_url");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aSummaryThatNamesAScopeNamesItsBizRegion(Rule rule) {
        var summary = String.valueOf(map(rule.all().get("annotations")).get("summary"));

        assertThat(summary.contains("$labels.biz_region"))
                .as(summary)
                .isEqualTo(summary.contains("$labels.product"))
                .isEqualTo(rule.name().contains("Scope") || rule.name().contains("Sweep"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleNamesMetricsThatARunPushes(Rule rule) {
        assertThat(PromQl.metrics(rule.expression())).isNotEmpty().isSubsetOf(pushed.names());
    }

    @Test
    void everyRuleHasTests() throws IOException {
        var tested = list(map(yaml(TESTS)).get("tests")).stream()
                .flatMap(test -> list(map(test).get("alert_rule_test")).stream())
                .map(AlertRulesTest::map)
                .toList();

        assertThat(rules()).allSatisfy(rule -> {
            var ofRule = tested.stream().filter(test -> rule.name().equals(test.get("alertname")));
            assertThat(ofRule)
                    .anyMatch(test -> test.containsKey("exp_alerts"))
                    .anyMatch(test -> !test.containsKey("exp_alerts"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test"})
    void promtoolAgrees(String command) throws Exception {
        var promtool = Tool.find("promtool");
        assumeTrue(promtool != null, "promtool is not installed");
        var file = command.equals("check") ? RULES : TESTS;

        var process = new ProcessBuilder(List.of(promtool.toString(), command, "rules", file.toString()))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    private static Object yaml(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object node) {
        return (List<Object>) Objects.requireNonNull(node);
    }
}

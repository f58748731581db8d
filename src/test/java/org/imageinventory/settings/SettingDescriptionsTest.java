package org.imageinventory.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imageinventory.settings.SettingNode.Keyed;
import org.imageinventory.settings.SettingNode.Listed;
import org.imageinventory.testing.JsonSchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example configuration and the JSON Schema agree with the reader of the settings. */
class SettingDescriptionsTest {

    private static final Path SCHEMA = Path.of("docs", "configuration.schema.json");
    private static final Path EXAMPLE = Path.of("docs", "configuration.example.yaml");
    private static final JsonSchemaFile SCHEMA_FILE = JsonSchemaFile.of(SCHEMA);

    @Test
    void eachSettingIsDescribedAndNothingElse() {
        var described = SettingDescriptions.load().byKey();

        assertThat(described.keySet().stream().filter(key -> key.startsWith("inventory")))
                .containsExactlyInAnyOrderElementsOf(keys("inventory", SettingNode.of(InventorySettings.class)));
        assertThat(described.values())
                .allSatisfy(one -> assertThat(one.description()).isNotBlank());
    }

    @Test
    void thePagesHaveWhatTheProgramPrints() throws IOException {
        assertThat(EXAMPLE)
                .as("made by: image-inventory config example > " + EXAMPLE)
                .hasContent(ExampleConfiguration.yaml());
        assertThat(json(Files.readString(SCHEMA)).toString())
                .as("made by: image-inventory config schema > " + SCHEMA)
                .isEqualTo(ConfigurationSchema.json().toString());
    }

    @Test
    void thePageOfTheConfigurationHasEachKeyAndItsDefault() throws IOException {
        var page = Files.readString(Path.of("docs", "configuration.md"));
        var descriptions = SettingDescriptions.load();

        assertThat(scalars("inventory", SettingNode.of(InventorySettings.class)))
                .allSatisfy(key -> assertThat(page).contains("`" + onThePage(key)));
        assertThat(page)
                .contains(
                        "`inventory.page-size` | `100`",
                        "`inventory.rate-limit` | `5`",
                        "`spring.datasource.hikari.maximum-pool-size` | `"
                                + descriptions
                                        .of("spring.datasource.hikari.maximum-pool-size")
                                        .defaultValue() + "`");
    }

    private static String onThePage(String key) {
        return key.replaceFirst("^inventory\\.filter\\.([a-z-]+).*", "$1")
                .replaceFirst("telemetry\\.[a-z-]+\\.headers", "telemetry.<receiver>.headers");
    }

    @Test
    void theExampleIsTheDefaults() {
        var yaml = ExampleConfiguration.yaml();

        assertThat(read(yaml)).isEqualTo(read(""));
        assertThat(SCHEMA_FILE.violations(yaml(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role-arn", "profile"})
    void theExampleHasEachKeyAndAValueThatIsAllowed(String left) {
        // The two are not allowed together, and a filter by product needs that product alone.
        var yaml = ExampleConfiguration.yaml()
                .replaceAll("(?m)^( *)#(?=\\S)", "$1")
                .replaceFirst("(?m)^ *" + left + ":.*\n", "")
                .replaceFirst("products: .*", "products: [CloudApp]");

        assertThatCode(() -> read(yaml)).doesNotThrowAnyException();
        assertThat(SCHEMA_FILE.violations(yaml(yaml))).isEmpty();
        var written = properties(yaml).stream()
                .map(key -> key.replaceAll("\\[\\d+]", "[]"))
                .toList();
        assertThat(scalars("inventory", SettingNode.of(InventorySettings.class)))
                .filteredOn(key -> !key.endsWith(left))
                .allSatisfy(key -> assertThat(written).anyMatch(name -> name.equals(key) || name.startsWith(key)));
    }

    /** Numbers at and beyond their limits. */
    static Stream<Limit> limits() {
        var limits = new ArrayList<Limit>();
        limits("", ConfigurationSchema.json().get("properties").get("inventory"), "inventory", limits);
        return limits.stream();
    }

    record Limit(String key, BigDecimal allowed, BigDecimal refused) {}

    private static void limits(String key, JsonNode schema, String name, List<Limit> limits) {
        var path = key.isEmpty() ? name : key + "." + name;
        schema.path("properties").properties().forEach(entry -> limits(path, entry.getValue(), entry.getKey(), limits));
        var value = schema.path("anyOf").path(0);
        var step = value.path("type").asString("").equals("integer") ? BigDecimal.ONE : new BigDecimal("0.001");
        if (value.has("minimum")) {
            limits.add(new Limit(
                    path,
                    value.get("minimum").decimalValue(),
                    value.get("minimum").decimalValue().subtract(step)));
        }
        if (value.has("exclusiveMinimum")) {
            var limit = value.get("exclusiveMinimum").decimalValue();
            limits.add(new Limit(path, limit.add(step), limit));
        }
        if (value.has("maximum")) {
            limits.add(new Limit(
                    path,
                    value.get("maximum").decimalValue(),
                    value.get("maximum").decimalValue().add(step)));
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theLimitsOfANumberAreTheReaders(Limit limit) {
        assertThatCode(() -> read(limit.key() + ": " + limit.allowed())).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(limit.key() + ": " + limit.refused())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void eachLimitThatTheReaderHasIsOneOfTheSchemas() {
        assertThat(limits())
                .extracting(Limit::key)
                .contains(
                        "inventory.page-size",
                        "inventory.chunk-size",
                        "inventory.concurrency",
                        "inventory.rate-limit",
                        "inventory.api.read-ahead",
                        "inventory.mass-delete-guard.ratio",
                        "inventory.mass-delete-guard.minimum");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            page-size: 0
            page-size: many
            page-size: 1.5
            page-size: [1]
            rate-limit: fast
            mass-delete-guard: { ratio: 1.1 }
            mass-delete-guard: { ration: 0.1 }
            mass-delete-guard: 5
            migrate: sometimes
            resume-within: soon
            expected-interval: hourly
            timestamp-zone: [a]
            accounts: []
            accounts: [{ nam: a }]
            accounts: [{ profile: a }]
            accounts: [{ name: a/b }]
            accounts: [{ name: a, role-arn: 'x' }]
            accounts: [{ name: a, role-arn: 'acs:ram::1:role/r', profile: p }]
            regions: []
            regions: [cn-shanghai, cn-shanghai]
            regions: { a: b }
            products: [CloudApp, '']
            products: [Cloud/App]
            biz-regions: [a, a]
            volatile-fields: [A, A]
            filter: { page-size: 5 }
            filter: { imagetipe: a }
            filter: { biz-type: a }
            filter: { biz-type-list: [a] }
            filter: { tag-list: [{ value: a }] }
            filter: { tag-list: [{ kee: a }] }
            api: { read-ahead: 17 }
            api: { retry-budget: [1m] }
            telemetry: { service: 'a b' }
            telemetry: { pushgateway: { url: 'ftp://host' } }
            telemetry: { pushgateway: { uri: 'http://host' } }
            unknown-key: 1
            """)
    void aBrokenFileIsRefusedByReaderAndSchema(String setting) {
        var yaml = "inventory: { " + setting + " }";

        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigurationException.class);
        assertThat(SCHEMA_FILE.violations(yaml(yaml))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "inventory: { page-size: '${SIZE:50}', regions: '${REGIONS:cn-shanghai}' }",
                "inventory: { expected-interval: }",
                "inventory: { accounts: [main, { name: b, profile: b }] }",
                "inventory: { accounts: [{ name: a, role-arn: 'acs:ram::1:role/r' }], filter: { fota-version: 2 } }",
                "inventory: { products: [CloudApp, SomethingNew], biz-regions: [], volatile-fields: [] }",
                "inventory: { resume-within: PT5M, timestamp-zone: '+08:00', api: { read-timeout: 1500ms } }",
                "inventory: { filter: { tag-list: [{ key: env, value: test }, { key: team }], biz-type-list: [1, 2] }"
                        + " }",
                "spring.datasource.url: jdbc:postgresql://h/d\ninventory.page-size: 50",
                "spring: { datasource: { url: 'jdbc:postgresql://h/d', hikari: { connection-timeout: 250 } } }",
                "logging: { level: { root: info }, structured: { format: { console: ecs } } }"
            })
    void aFileThatTheReaderTakesIsValid(String yaml) {
        assertThatCode(() -> read(yaml)).doesNotThrowAnyException();
        assertThat(SCHEMA_FILE.violations(yaml(yaml))).isEmpty();
    }

    private static Set<String> keys(String key, SettingNode node) {
        var keys = new TreeSet<String>(List.of(key));
        if (node instanceof Keyed mapping) {
            mapping.children().values().forEach(child -> keys.addAll(keys(key + "." + child.name(), child.node())));
        } else if (node instanceof Listed list) {
            keys.addAll(keys(key + "[]", list.element()));
        }
        return keys;
    }

    /** Returns the keys that have a value: neither mappings with known keys nor elements of lists of values. */
    private static List<String> scalars(String key, SettingNode node) {
        if (node instanceof Keyed mapping) {
            return mapping.children().values().stream()
                    .flatMap(child -> scalars(key + "." + child.name(), child.node()).stream())
                    .toList();
        }
        return node instanceof Listed list && list.element() instanceof Keyed
                ? scalars(key + "[]", list.element())
                : List.of(key);
    }

    private static InventorySettings read(String yaml) {
        var environment = new StandardEnvironment();
        load(yaml).forEach(environment.getPropertySources()::addFirst);
        return SettingsReader.read(environment);
    }

    private static List<org.springframework.core.env.PropertySource<?>> load(String yaml) {
        try {
            return new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> properties(String yaml) {
        return List.of(((EnumerablePropertySource<?>) load(yaml).get(0)).getPropertyNames());
    }

    private static JsonNode yaml(String yaml) {
        Map<String, Object> document = new Yaml().load(yaml);
        return JsonMapper.shared().valueToTree(document);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

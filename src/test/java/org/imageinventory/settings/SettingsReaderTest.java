package org.imageinventory.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ApiSettings;
import org.imageinventory.listimage.Endpoint;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.telemetry.Receiver;
import org.imageinventory.telemetry.TelemetrySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class SettingsReaderTest {

    private static final Receiver NOBODY = new Receiver(null, Map.of());

    @Test
    void aReceiversHeaderMayComeFromTheEnvironmentAndABadUrlIsNotQuoted() {
        var settings = read(
                "inventory: { telemetry: { service: a, pushgateway: { url: 'http://gateway:9091/x' } } }",
                Map.of("INVENTORY_TELEMETRY_PUSHGATEWAY_HEADERS_AUTHORIZATION", "Bearer secret"));

        assertThat(settings.telemetry().service()).isEqualTo("a");
        assertThat(settings.telemetry().pushgateway())
                .isEqualTo(new Receiver("http://gateway:9091/x", Map.of("authorization", "Bearer secret")));
        assertThatThrownBy(() -> read("inventory: { telemetry: { otlp-traces: { url: 'http://u:secret@host' } } }"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("inventory.telemetry.otlp-traces")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("inventory: { telemetry: { service: 'a b' } }"))
                .hasMessageContaining("inventory.telemetry.service must consist of");
        assertThatThrownBy(() -> read("inventory: { telemetry: { pushgateway: { uri: 'http://host' } } }"))
                .hasMessageContaining("did you mean inventory.telemetry.pushgateway.url?");
    }

    @Test
    void theDefaultsAreTheContractsExampleValues() {
        var settings = read("");

        assertThat(settings.accounts()).containsExactly(new Account("main", null, null));
        assertThat(settings.regions()).containsExactly("cn-shanghai", "ap-southeast-1");
        assertThat(settings.products()).containsExactly("CloudApp", "CloudDesktop", "WuyingServer");
        assertThat(settings.bizRegions()).isEmpty();
        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.filter()).isEqualTo(ImageFilter.none());
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.chunkSize()).isEqualTo(500);
        assertThat(settings.concurrency()).isEqualTo(4);
        assertThat(settings.rateLimit()).isEqualTo(5.0);
        assertThat(settings.timestampZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(settings.massDeleteGuard())
                .isEqualTo(new InventorySettings.MassDeleteGuard(0.3, 10, InventorySettings.EmptyList.REFUSE));
        assertThat(settings.migrate()).isEqualTo(InventorySettings.Migrate.AUTO);
        assertThat(settings.expectedInterval()).isNull();
        assertThat(settings.resumeWithin()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.volatileFields()).containsExactly("ImageRegionDistributeList.Progress");
        assertThat(settings.api())
                .isEqualTo(new ApiSettings(Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(60), 4));
        assertThat(settings.database())
                .isEqualTo(new InventorySettings.Database(
                        Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        assertThat(settings.telemetry()).isEqualTo(new TelemetrySettings("image-inventory", NOBODY, NOBODY, NOBODY));
        assertThat(Endpoint.resolve("cn-shanghai", settings.endpoints()).url())
                .isEqualTo("https://appstream-center.cn-shanghai.aliyuncs.com");
    }

    @Test
    void anEmptyExpectedIntervalIsLearned() {
        assertThat(read("inventory: { expected-interval: }").expectedInterval()).isNull();
    }

    @Test
    void everySettingOfTheContractsExampleIsRead() {
        var settings = read(
                """
                inventory:
                  accounts:
                    - name: main
                    - name: tenant-b
                      role-arn: acs:ram::1234567890123456:role/inventory-reader
                    - name: tenant-c
                      profile: tenant-c
                  regions: [cn-shanghai, eu-central-1]
                  products: [CloudApp, SomethingNew]
                  biz-regions: [cn-hangzhou]
                  endpoints:
                    eu-central-1: https://appstream-center.eu-central-1.aliyuncs.com
                    cn-shanghai: http://127.0.0.1:8080
                  filter:
                    image-type: User
                    biz-type-list: [1, 2]
                    tag-list:
                      - { key: env, value: prod }
                  page-size: 50
                  chunk-size: 1000
                  concurrency: 8
                  rate-limit: 2.5
                  timestamp-zone: "+08:00"
                  mass-delete-guard: { ratio: 0.5, minimum: 20 }
                  migrate: never
                  expected-interval: 3h
                  resume-within: 30m
                  volatile-fields: []
                  api: { retry-budget: 1m, connect-timeout: 1s, read-timeout: 5s, read-ahead: 0 }
                """);

        assertThat(settings.accounts())
                .containsExactly(
                        new Account("main", null, null),
                        new Account("tenant-b", "acs:ram::1234567890123456:role/inventory-reader", null),
                        new Account("tenant-c", null, "tenant-c"));
        assertThat(settings.products()).containsExactly("CloudApp", "SomethingNew");
        assertThat(settings.bizRegions()).containsExactly("cn-hangzhou");
        assertThat(Endpoint.resolve("cn-shanghai", settings.endpoints()).url()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.filter().imageType()).isEqualTo("User");
        assertThat(settings.filter().bizTypeList()).containsExactly(1, 2);
        assertThat(settings.filter().tagList())
                .containsExactly(new org.imageinventory.listimage.TagFilter("env", "prod"));
        assertThat(settings.pageSize()).isEqualTo(50);
        assertThat(settings.rateLimit()).isEqualTo(2.5);
        assertThat(settings.massDeleteGuard())
                .isEqualTo(new InventorySettings.MassDeleteGuard(0.5, 20, InventorySettings.EmptyList.REFUSE));
        assertThat(settings.migrate()).isEqualTo(InventorySettings.Migrate.NEVER);
        assertThat(settings.expectedInterval()).isEqualTo(Duration.ofHours(3));
        assertThat(settings.volatileFields()).isEmpty();
        assertThat(settings.api().readAhead()).isZero();
    }

    @Test
    void emptyMappingsAndListsThatMayBeEmptyAreTheDefaults() {
        var settings =
                read("inventory: { filter: {}, endpoints: {}, biz-regions: [], mass-delete-guard: {}, api: {} }");

        assertThat(settings.filter()).isEqualTo(ImageFilter.none());
        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.massDeleteGuard().minimum()).isEqualTo(10);
        assertThat(settings.api().readAhead()).isEqualTo(4);
    }

    @Test
    void environmentVariablesWinAndForeignOnesAreLeftAlone() {
        var settings = read(
                "inventory: { page-size: 50, endpoints: { cn-shanghai: 'https://file.example' } }",
                Map.of(
                        "INVENTORY_PAGE_SIZE", "20",
                        "INVENTORY_PAGESIZE", "20",
                        "INVENTORY_REGIONS", "cn-shanghai",
                        "INVENTORY_ENDPOINTS_CN_SHANGHAI", "https://environment.example",
                        "INVENTORY_FILTER_IMAGETYPE", "User",
                        "INVENTORY_SERVICE_HOST", "10.0.0.1",
                        "INVENTORY_PORT_5432_TCP_ADDR", "10.0.0.1"));

        assertThat(settings.pageSize()).isEqualTo(20);
        assertThat(settings.regions()).containsExactly("cn-shanghai");
        assertThat(settings.filter().imageType()).isEqualTo("User");
        assertThat(Endpoint.resolve("cn-shanghai", settings.endpoints()).url())
                .isEqualTo("https://environment.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            page-size: 0                           | inventory.page-size must be a whole number between 1 and 100, not 0
            page-size: 101                         | inventory.page-size must be a whole number between 1 and 100, not 101
            page-size: many                        | inventory.page-size must be a whole number, not 'many' (Byte array resource [test]:1)
            page-size: 1.5                         | inventory.page-size must be a whole number, not '1.5'
            page-size: [1]                         | inventory.page-size must be a whole number, not a list or mapping
            page-size:                             | inventory.page-size must be a whole number, not ''
            chunk-size: 0                          | inventory.chunk-size must be a whole number between 1 and 10000
            chunk-size: 10001                      | inventory.chunk-size must be a whole number between 1 and 10000
            concurrency: 0                         | inventory.concurrency must be a whole number between 1 and 64
            concurrency: 65                        | inventory.concurrency must be a whole number between 1 and 64
            rate-limit: 0                          | inventory.rate-limit must be a number of requests per second greater than 0, at most 1000000, not 0.0
            rate-limit: NaN                        | inventory.rate-limit must be a number of requests per second greater than 0, at most 1000000, not NaN
            rate-limit: fast                       | inventory.rate-limit must be a number, not 'fast'
            timestamp-zone: Mars/Phobos            | inventory.timestamp-zone must be a time zone such as Asia/Shanghai or +08:00, not 'Mars/Phobos'
            mass-delete-guard: { ratio: 1.1 }      | inventory.mass-delete-guard.ratio must be a share between 0 and 1, not 1.1
            mass-delete-guard: { minimum: -1 }     | inventory.mass-delete-guard.minimum must be a number of images, 0 or more, not -1
            mass-delete-guard: 5                   | inventory.mass-delete-guard must be a mapping of keys to values, not '5'
            migrate: sometimes                     | inventory.migrate must be auto or never, not 'sometimes'
            expected-interval: 0s                  | inventory.expected-interval must be longer than zero
            expected-interval: 900ms               | inventory.expected-interval must be longer than zero
            expected-interval: 367d                | inventory.expected-interval must be at most 366d
            expected-interval: hourly              | inventory.expected-interval must be a duration such as 30s, 5m or 6h, not 'hourly'
            resume-within: 0s                      | inventory.resume-within must be longer than zero
            resume-within: soon                    | inventory.resume-within must be a duration such as 30s, 5m or 6h, not 'soon'
            api: { retry-budget: -1s }             | inventory.api.retry-budget must be longer than zero
            api: { connect-timeout: 0s }           | inventory.api.connect-timeout must be longer than zero
            api: { read-timeout: 0s }              | inventory.api.read-timeout must be longer than zero
            database: { statement-timeout: 0s }    | inventory.database.statement-timeout must be longer than zero
            database: { statement-timeout: 25h }   | inventory.database.statement-timeout must be at most 24h
            database: { lock-timeout: 500us }      | inventory.database.lock-timeout must be longer than zero
            database: { idle-in-transaction-timeout: -1s } | inventory.database.idle-in-transaction-timeout must be longer than zero
            database: { retry-budget: 2d }         | inventory.database.retry-budget must be at most 24h
            api: { read-ahead: 17 }                | inventory.api.read-ahead must be a whole number between 0 and 16, not 17
            accounts: []                           | inventory.accounts must have at least one entry
            accounts: [{ name: a }, { name: a }]   | inventory.accounts has 'a' twice (Byte array resource [test]:1)
            accounts: [{ nam: a }]                 | inventory.accounts[0].nam is not a setting: did you mean inventory.accounts[0].name?
            regions: []                            | inventory.regions must have at least one entry
            regions: [cn-shanghai, cn-shanghai]    | inventory.regions has 'cn-shanghai' twice
            regions: [mars-1]                      | inventory.regions has 'mars-1', which has no known App Streaming endpoint
            regions: { a: b }                      | inventory.regions must be a list, not a mapping
            products: []                           | inventory.products must have at least one entry
            products: [CloudApp, '']               | inventory.products must not have a blank entry
            products: [CloudApp, CloudApp]         | inventory.products has 'CloudApp' twice (Byte array resource [test]:1)
            products: [cloudapp]                   | inventory.products has 'cloudapp': did you mean CloudApp? (Byte array resource [test]:1)
            products: [Cloud/App]                  | inventory.products has 'Cloud/App': a slash is not allowed there
            biz-regions: [a, a]                    | inventory.biz-regions has 'a' twice
            volatile-fields: [A, A]                | inventory.volatile-fields has 'A' twice
            endpoints: { cn-shanghai: ftp://a }    | inventory.endpoints.cn-shanghai is 'ftp://a': use https://
            endpoints: { cn-shanghai: 'http://a' } | inventory.endpoints.cn-shanghai is 'http://a': plain http is allowed for loopback addresses only
            endpoints: { cn-shanghai: 'https://a/b' } | inventory.endpoints.cn-shanghai is 'https://a/b': it must be https://host
            endpoints: { cn-shanghai: 'https://a b' } | inventory.endpoints.cn-shanghai is 'https://a b', which is not an address
            filter: { product-type: CloudApp }     | inventory.filter.product-type is 'CloudApp', but inventory.products is [CloudApp, CloudDesktop, WuyingServer]
            filter: { page-size: 5 }               | inventory.filter.page-size is not a setting: set the page size in inventory.page-size
            filter: { page-number: 5 }             | inventory.filter.page-number is not a setting: sync requests all pages; set the page size in inventory.page-size
            filter: { imagetipe: a }               | inventory.filter.imagetipe is not a setting: did you mean inventory.filter.image-type?
            filter: { biz-type: a }                | inventory.filter.biz-type must be a whole number, not 'a'
            filter: { tag-list: [{ kee: a }] }     | inventory.filter.tag-list[0].kee is not a setting: did you mean inventory.filter.tag-list[0].key?
            pagesiz: 5                             | inventory.pagesiz is not a setting: did you mean inventory.page-size?
            xyz: 5                                 | inventory.xyz is not a setting: inventory has accounts, regions, products
            api: { retries: 5 }                    | inventory.api.retries is not a setting: inventory.api has retry-budget, connect-timeout
            """)
    void aBadValueIsNamedWithItsKeyAndWhatIsAllowed(String line, String message) {
        assertThatThrownBy(() -> read("inventory: {" + line + "}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aBizRegionFilterAndWalksPerBizRegionExcludeEachOther() {
        assertThatThrownBy(() -> read("inventory: { biz-regions: [a], filter: { biz-region-id-list: [b] } }"))
                .hasMessageStartingWith("inventory.filter.biz-region-id-list is only allowed while");
        assertThat(read("inventory: { filter: { biz-region-id-list: [b] } }")
                        .filter()
                        .bizRegionIdList())
                .containsExactly("b");
    }

    @Test
    void aProductFilterThatEqualsEveryProductIsAllowed() {
        assertThat(read("inventory: { products: [CloudApp], filter: { product-type: CloudApp } }")
                        .products())
                .isEqualTo(List.of("CloudApp"));
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:80", "http://127.9.9.9", "http://localhost:1", "http://[::1]:1", "https://a.example"})
    void httpIsAllowedForLoopbackAddressesAndHttpsForAll(String url) {
        var settings = read("inventory: { endpoints: { cn-shanghai: '" + url + "' } }");

        assertThat(Endpoint.resolve("cn-shanghai", settings.endpoints()).url()).isEqualTo(url);
    }

    @Test
    void aPasswordInAnEndpointIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> read("inventory: { endpoints: { cn-shanghai: 'https://me:hidden@a.example' } }"))
                .hasMessageStartingWith("inventory.endpoints.cn-shanghai contains a user name or password")
                .hasMessageNotContaining("hidden");
    }

    private static InventorySettings read(String yaml) {
        return read(yaml, Map.of());
    }

    private static InventorySettings read(String yaml, Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        try {
            var file = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test");
            new YamlPropertySourceLoader().load("test", file).forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return SettingsReader.read(environment);
    }
}

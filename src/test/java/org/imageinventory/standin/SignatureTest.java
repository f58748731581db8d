package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alibaba's own library signs, and the stand-in checks the signature. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignatureTest {

    private static final String ODD = "a+b*c~d+e/f=&中文 %20";

    private final StandIn api = StandIn.builder()
            .images(5)
            .accessKey("test-id", "test-secret")
            .accessKey(AccessKey.of("sts-id", "sts-secret").withSecurityToken("token+/=1"))
            .accessKey(AccessKey.of("denied-id", "denied-secret").withoutPermission())
            .build();

    @BeforeAll
    void start() {
        api.start();
    }

    @AfterEach
    void rightClock() {
        api.clockSkew(Duration.ZERO);
        api.forgetRequests();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v2"})
    void everyParameterIsSignedInBothPlaces(String algorithm) throws Exception {
        var config = OfficialClient.config(api);
        var client = OfficialClient.of(algorithm.equals("v2") ? config.setSignatureAlgorithm("v2") : config);

        var got = client.call(everything(), everything());

        assertThat(got.status()).as(got.body()).isEqualTo(200);
        assertThat(got.json().path("Success").asBoolean()).isTrue();
        var seen = api.requests().get(0);
        assertThat(seen.parameters())
                .containsEntry("ImageName", ODD)
                .containsEntry("TagList.1.Value", ODD)
                .containsEntry("BizRegionIdList.2", "ap-southeast-1");
        assertThat(seen.origins()).containsEntry("ImageName", Origin.QUERY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v2"})
    void emptyBodiesAreAccepted(String algorithm) throws Exception {
        var config = OfficialClient.config(api);
        var client = OfficialClient.of(algorithm.equals("v2") ? config.setSignatureAlgorithm("v2") : config);

        assertThat(client.call(Map.of(), Map.of()).status()).isEqualTo(200);
        assertThat(client.call(Map.of(), null).json().path("Count").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v2"})
    void securityTokenMustBeTheRightOne(String algorithm) throws Exception {
        for (String token : List.of("token+/=1", "other")) {
            var config = OfficialClient.config(api)
                    .setAccessKeyId("sts-id")
                    .setAccessKeySecret("sts-secret")
                    .setSecurityToken(token);
            var client = OfficialClient.of(algorithm.equals("v2") ? config.setSignatureAlgorithm("v2") : config);

            assertThat(client.list(Map.of("PageSize", 1)).code())
                    .isEqualTo(token.equals("other") ? "InvalidSecurityToken.MismatchWithAccessKey" : "200");
        }
        assertThat(OfficialClient.of(api, "sts-id", "sts-secret").list(Map.of()).code())
                .isEqualTo("MissingSecurityToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v2"})
    void securityTokenOfAPermanentKeyIsRefused(String algorithm) throws Exception {
        var config = OfficialClient.config(api).setSecurityToken("token+/=1");
        var client = OfficialClient.of(algorithm.equals("v2") ? config.setSignatureAlgorithm("v2") : config);

        var got = client.list(Map.of("PageSize", 1));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.code()).isEqualTo("InvalidSecurityToken.MismatchWithAccessKey");
    }

    @Test
    void wrongSecretIsRefused() throws Exception {
        var got = OfficialClient.of(api, "test-id", "wrong").list(Map.of("PageSize", 1));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(got.json().path("HostId").asString()).isEqualTo(api.address());
        assertThat(api.requests()).singleElement().satisfies(request -> {
            assertThat(request.account()).isNull();
            assertThat(request.code()).isEqualTo("SignatureDoesNotMatch");
        });
    }

    @Test
    void unknownKeyIsNotFound() throws Exception {
        var got = OfficialClient.of(api, "nobody", "x").list(Map.of());

        assertThat(got.status()).isEqualTo(404);
        assertThat(got.code()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void keyWithoutPermissionIsToldWhatIsMissing() throws Exception {
        var got = OfficialClient.of(api, "denied-id", "denied-secret").list(Map.of());

        assertThat(got.status()).isEqualTo(403);
        assertThat(got.code()).isEqualTo("Forbidden.NoPermission");
        assertThat(got.json().at("/AccessDeniedDetail/AuthAction").asString()).isEqualTo("appstreaming:ListImage");
        assertThat(api.requests())
                .singleElement()
                .extracting(RecordedRequest::account)
                .isEqualTo("main");
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 16})
    void clockTooFarOffIsToldTheServersTime(int minutes) throws Exception {
        api.clockSkew(Duration.ofMinutes(minutes));

        var got = OfficialClient.of(api).list(Map.of());

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.code()).isEqualTo("InvalidTimeStamp.Expired");
        var told = Instant.from(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(got.headers().getOrDefault("date", "")));
        assertThat(told).isCloseTo(Instant.now().plus(Duration.ofMinutes(minutes)), within(30, ChronoUnit.SECONDS));
    }

    @Test
    void clockALittleOffIsAccepted() throws Exception {
        api.clockSkew(Duration.ofMinutes(14));

        assertThat(OfficialClient.of(api).list(Map.of()).status()).isEqualTo(200);
    }

    @Test
    void otherActionsAreNotFound() throws Exception {
        var client = OfficialClient.of(api);

        assertThat(client.call("DeleteImage", Map.of(), Map.of()).code()).isEqualTo("InvalidApi.NotFound");
        assertThat(client.call("ListRegions", Map.of("ProductType", "CloudApp"), null)
                        .json()
                        .at("/RegionModels/0/regionId")
                        .asString())
                .isEqualTo("cn-shanghai");
    }

    private static Map<String, Object> everything() {
        return Map.ofEntries(
                Map.entry("ImageId", ODD),
                Map.entry("ImageName", ODD),
                Map.entry("Status", "AVAILABLE"),
                Map.entry("ImageType", "User"),
                Map.entry("PackageType", "Ecs"),
                Map.entry("OsType", "Windows"),
                Map.entry("BizType", 1),
                Map.entry("ProductType", "CloudApp"),
                Map.entry("ProtocolType", "ASP"),
                Map.entry("PageSize", 100),
                Map.entry("PageNumber", 1),
                Map.entry("ProductTypeList", List.of("CloudApp", "CloudDesktop")),
                Map.entry("BizTypeList", List.of(1)),
                Map.entry("FeatureList", List.of("GPU")),
                Map.entry("LanguageType", "zh-CN"),
                Map.entry("ResourceInstanceType", "eds.enterprise_office.2c4g"),
                Map.entry("FotaVersion", "2.0.3-xxxx"),
                Map.entry("PlatformName", "Windows Server 2019"),
                Map.entry("BizRegionIdList", List.of("cn-shanghai", "ap-southeast-1")),
                Map.entry("TagList", List.of(Map.of("Key", ODD, "Value", ODD), Map.of("Key", "env"))),
                Map.entry("PlatformNameList", List.of("Windows 11")),
                Map.entry("Distro", ODD));
    }
}

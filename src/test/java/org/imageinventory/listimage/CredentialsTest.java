package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.observation.ObservationRegistry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final Account ACCOUNT = new Account("main", null, null);
    private static final Account TENANT = new Account("tenant-c", null, "tenant-c");

    @Test
    void saysWhichProviderAnsweredAndShowsTheKeyIdMasked() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 1, 0))) {
            var check = test.clients.checkCredentials(ACCOUNT);

            assertThat(check.provider()).contains("system");
            assertThat(check.type()).isEqualTo("access_key");
            assertThat(check.accessKeyId()).isEqualTo("LTAI****XY");
            assertThat(test.api.asked()).isEmpty();
        }
    }

    @Test
    void withoutCredentialsNothingIsSentAndTheMessageListsWhatWasTried() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 1, 0))) {
            System.clearProperty("alibabacloud.accessKeyId");
            System.clearProperty("alibabacloud.accessKeySecret");

            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure.category()).isEqualTo(ErrorCategory.DENIED);
            assertThat(failure.code()).isEqualTo("InvalidCredentials");
            assertThat(failure)
                    .hasMessageContaining("account 'main'")
                    .hasMessageContaining("SystemProperties")
                    .hasMessageContaining("EnvironmentVariable");
            assertThat(failure.advice()).contains("ALIBABA_CLOUD_ACCESS_KEY_ID");
            assertThat(test.api.asked()).isEmpty();
            assertThat(test.client.counter().requests()).isZero();
        }
    }

    @Test
    void aProfileIsReadFromTheCommandLineToolsFile(@TempDir Path home) throws Throwable {
        Files.createDirectory(home.resolve(".aliyun"));
        Files.writeString(
                home.resolve(".aliyun/config.json"),
                """
                {"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"LTAIdefaultdefault","access_key_secret":"a"},
                {"name":"tenant-c","mode":"AK","access_key_id":"LTAItenanttenantCC","access_key_secret":"b"}]}""");
        withHome(home, () -> {
            try (var clients = clients(Map.of("ALIBABA_CLOUD_PROFILE", "tenant-c"))) {
                assertThat(clients.checkCredentials(TENANT).accessKeyId()).isEqualTo("LTAI****CC");

                var failure = catchThrowableOfType(
                        ListImageException.class, () -> clients.checkCredentials(new Account("x", null, "missing")));
                assertThat(failure).hasMessageContaining("ALIBABA_CLOUD_PROFILE is 'tenant-c'");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidSecurityToken.Expired",
                "InvalidSecurityToken.MismatchWithAccessKey",
                "InvalidSecurityToken.Malformed",
                "MissingSecurityToken",
                "InvalidAccessKeyId.NotFound",
                "InvalidAccessKeyId.Inactive"
            })
    void refusedTemporaryCredentialsAreFetchedAgainOnce(String code, @TempDir Path home) throws Throwable {
        var refusal = ScriptedApi.error(400, code, "refused");
        withHome(home, () -> {
            try (var test = new TestClient(refusal, ScriptedApi.page(1, 1, 0), refusal)) {
                var client = test.clients.of(TENANT, ScriptedApi.REGION);
                temporaryProfile(home, "first");
                test.ticker.beforeSleepOf(Duration.ZERO, () -> temporaryProfile(home, "second"));

                assertThat(client.list(TestClient.request()).count()).isZero();
                assertThat(test.api.asked())
                        .extracting(asked -> asked.header("X-acs-security-token"))
                        .containsExactly("first", "second");

                var failure = catchThrowableOfType(ListImageException.class, () -> client.list(TestClient.request()));
                assertThat(failure.code()).isEqualTo(code);
                assertThat(failure.category()).isEqualTo(ErrorCategory.DENIED);
                assertThat(test.api.asked())
                        .as("two requests, and no third try")
                        .hasSize(4);
            }
        });
    }

    @Test
    void aVariableThatNamesAnotherProfileIsRefused() {
        try (var clients = clients(Map.of("ALIBABA_CLOUD_PROFILE", "other"))) {
            var failure = catchThrowableOfType(ListImageException.class, () -> clients.checkCredentials(TENANT));

            assertThat(failure.category()).isEqualTo(ErrorCategory.DENIED);
            assertThat(failure)
                    .hasMessageContaining("ALIBABA_CLOUD_PROFILE is 'other'")
                    .hasMessageContaining("unset");
            assertThat(failure.advice()).contains("profile 'tenant-c'");
        }
    }

    @Test
    void onlyANetworkThatDoesNotAnswerIsWorthAnotherTry() {
        var timeout = CredentialsFault.of(new RuntimeException("x", new SocketTimeoutException("timeout")), ACCOUNT);
        assertThat(timeout.category()).isEqualTo(ErrorCategory.UNREACHABLE);
        assertThat(timeout.retryable()).isTrue();

        var missingFile = CredentialsFault.of(new RuntimeException("x", new FileNotFoundException("token")), ACCOUNT);
        assertThat(missingFile.category()).isEqualTo(ErrorCategory.DENIED);
        assertThat(missingFile.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Error refreshing credentials from RamRoleArn, HttpCode: 0, result: .                              | UNREACHABLE
                    in the chain: [OIDC: Error refreshing credentials from OIDC, HttpCode: 503, result: x.]           | UNREACHABLE
                    Failed to get credentials from server: http://x HttpCode=0 HttpRAWContent=                        | UNREACHABLE
                    Failed to connect RamRoleArn Service: timeout                                                     | UNREACHABLE
                    Error refreshing credentials from RamRoleArn, HttpCode: 403, result: {"Code":"NoPermission"}.     | DENIED
                    in the chain: [Failed to get RAM session credentials from ECS metadata service. HttpCode=0]       | DENIED
                    """)
    void aCredentialsServiceInTroubleIsToldFromOneThatRefuses(String message, ErrorCategory category) {
        assertThat(CredentialsFault.of(new RuntimeException(message), ACCOUNT).category())
                .isEqualTo(category);
    }

    @Test
    void adviceForARoleNamesTheRole() {
        var role = new Account("b", "acs:ram::1234567890123456:role/reader", null);

        assertThat(CredentialsFault.because("x", role).advice())
                .contains("sts:AssumeRole")
                .contains("acs:ram::1234567890123456:role/reader");
    }

    @Test
    void clientsOfAnAccountShareItsPaceAndOthersDoNot() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 1, 0))) {
            assertThat(test.clients.of(ACCOUNT, ScriptedApi.REGION)).isSameAs(test.client);
            assertThat(test.clients.of(new Account("b", null, null), ScriptedApi.REGION))
                    .isNotSameAs(test.client);
        }
    }

    @Test
    void aProbeMeasuresWithoutTryingAgain() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 1, 7, "1"), ScriptedApi.error(500, "InternalError", "x"))) {
            var probe = test.client.probe("CloudApp");

            assertThat(probe.requestId()).isEqualTo("req-1");
            assertThat(probe.count()).isEqualTo(7);
            assertThat(probe.clockSkew()).isNotNull();
            assertThat(probe.latency()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(test.api.asked().get(0).form()).containsEntry("PageSize", "1");

            var failure = catchThrowableOfType(ListImageException.class, () -> test.client.probe("CloudApp"));
            assertThat(failure.code()).isEqualTo("InternalError");
            assertThat(test.api.asked()).hasSize(2);
        }
    }

    private static void withHome(Path home, Executable action) throws Throwable {
        var before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            action.execute();
        } finally {
            System.setProperty("user.home", before);
        }
    }

    /** Writes a profile as a program does that fetches temporary credentials. */
    private static void temporaryProfile(Path home, String token) {
        try {
            var directory = Files.createDirectories(home.resolve(".aliyun"));
            Files.writeString(
                    directory.resolve("config.json"),
                    """
                    {"current":"tenant-c","profiles":[{"name":"tenant-c","mode":"StsToken",
                    "access_key_id":"STS.tenantTenantCC","access_key_secret":"b","sts_token":"%s"}]}"""
                            .formatted(token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ListImageClients clients(Map<String, String> environment) {
        return new ListImageClients(
                new ApiSettings(Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(60), 0),
                5,
                Map.of(),
                Clock.systemUTC(),
                Ticker.SYSTEM,
                () -> 0.5,
                environment,
                ObservationRegistry.NOOP);
    }
}

package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.imageinventory.listimage.ScriptedApi.Ending;
import org.imageinventory.listimage.ScriptedApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

    private static final Endpoint ENDPOINT = Endpoint.resolve("cn-shanghai", Map.of());

    @ParameterizedTest
    @CsvSource({
        "400, Throttling, THROTTLED, rate-limit",
        "400, Throttling.User, THROTTLED, rate-limit",
        "400, Throttling.Api, THROTTLED, rate-limit",
        "403, Rejected.Throttling, THROTTLED, rate-limit",
        "429, TooMany, THROTTLED, rate-limit",
        "400, InternalError, TRANSIENT, request id",
        "200, InternalError, TRANSIENT, request id",
        "200, SYSTEM_ERROR, TRANSIENT, request id",
        "503, ServiceUnavailable, TRANSIENT, request id",
        "500, Whatever, TRANSIENT, request id",
        "200, 503, TRANSIENT, request id",
        "408, RequestTimeout, TRANSIENT, request id",
        "400, SignatureNonceUsed, TRANSIENT, request id",
        "403, Forbidden.NoPermission, DENIED, appstreaming:ListImage",
        "403, NoPermission, DENIED, appstreaming:ListImage",
        "403, Forbidden.RAM, DENIED, appstreaming:ListImage",
        "200, 403, DENIED, appstreaming:ListImage",
        "404, InvalidAccessKeyId.NotFound, DENIED, AccessKey id",
        "400, InvalidAccessKeyId.Inactive, DENIED, Enable the AccessKey",
        "400, SignatureDoesNotMatch, DENIED, AccessKey secret",
        "400, IncompleteSignature, DENIED, AccessKey secret",
        "400, InvalidTimeStamp.Expired, DENIED, NTP",
        "400, InvalidSecurityToken.Malformed, DENIED, security token",
        "400, InvalidBizType, INVALID, inventory.filter.biz-type",
        "400, MissingParameter, INVALID, inventory.filter",
        "404, InvalidApi.NotFound, INVALID, inventory.endpoints",
        "400, InvalidProtocol.NeedSsl, INVALID, https",
        "400, MissingSecurityToken, DENIED, ALIBABA_CLOUD_SECURITY_TOKEN",
        "400, MissingAccessKeyId, DENIED, removes headers",
        "400, MissingAuthorization, DENIED, removes headers",
        "400, MissingSignature, DENIED, removes headers",
        "400, MissingSignatureNonce, DENIED, removes headers",
        "400, MissingTimestamp, DENIED, removes headers",
        "400, InvalidSignatureMethod, DENIED, removes headers",
        "400, InvalidParameter.TimeStamp, DENIED, NTP",
        "404, InvalidRegionId.NotFound, INVALID, inventory.regions",
        "400, InvalidRegionId, INVALID, inventory.regions",
        "400, InvalidBizRegionId, INVALID, inventory.biz-regions",
        "400, InvalidProductType, INVALID, inventory.products",
        "403, Forbidden.AccessKeyDisabled, DENIED, Enable the AccessKey",
        "403, Forbidden.RiskControl, DENIED, support",
        "403, IncorrectStatus.Arrears, DENIED, bill",
        "400, InvalidAccountStatus.NotEnoughBalance, DENIED, bill",
        "400, UnsupportedOperation, INVALID, inventory.products",
        "403, FlowControl, THROTTLED, rate-limit",
        "500, RequestLimitExceeded, THROTTLED, rate-limit",
        "400, TooManyRequests, THROTTLED, rate-limit",
        "503, RateLimitExceeded, THROTTLED, rate-limit",
        "400, TOO_MANY_REQUESTS, THROTTLED, rate-limit",
        "400, InternalFailure, TRANSIENT, request id",
        "403, InternalServiceError, TRANSIENT, request id",
        "400, ServerError, TRANSIENT, request id",
        "500, InvalidImageId, TRANSIENT, inventory.filter",
        "400, SomethingNew, INVALID, inventory.filter",
        "200, SomethingNew, INVALID, inventory.filter"
    })
    void everyCodeHasACategoryAndAdvice(int status, String code, ErrorCategory category, String advice)
            throws Exception {
        var failure = failure(ScriptedApi.json(
                status,
                "{\"Success\":false,\"RequestId\":\"req-e\",\"Code\":\"%s\",\"Message\":\"it said so\"}"
                        .formatted(code)));

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.requestId()).isEqualTo("req-e");
        assertThat(failure.advice()).contains(advice);
        assertThat(failure)
                .hasMessageStartingWith(
                        "ListImage of main/cn-shanghai, page 1: %s (HTTP %d, request id req-e): it said so"
                                .formatted(code, status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    502 | <html>Bad gateway</html>                          | Http502     | TRANSIENT
                    503 | ''                                                | Http503     | TRANSIENT
                    429 | slow down                                         | RateLimited | THROTTLED
                    403 | <html>Blocked by the firewall</html>              | Http403     | DENIED
                    404 | nothing here                                      | Http404     | INVALID
                    500 | []                                                | Http500     | TRANSIENT
                    400 | <Error><Code>Throttling.User</Code></Error>       | Throttling.User | THROTTLED
                    400 | {"code":"InvalidBizType","message":"lower case"}  | InvalidBizType  | INVALID
                    """)
    void errorsWithoutTheUsualBodyGoByWhatIsThere(int status, String body, String code, ErrorCategory category)
            throws Exception {
        var failure = failure(new Reply(status, Map.of("x-acs-request-id", "req-h"), body, Ending.WHOLE));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.requestId()).isEqualTo("req-h");
    }

    @Test
    void aGatewayThatAsksToWaitThrottlesWithoutACodeToo() throws Exception {
        var failure = failure(new Reply(403, Map.of("x-acs-retry-after", "20"), "<html>wait</html>", Ending.WHOLE));

        assertThat(failure.code()).isEqualTo("RateLimited");
        assertThat(failure.category()).isEqualTo(ErrorCategory.THROTTLED);
        assertThat(failure.advice()).contains("inventory.rate-limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidTimeStamp.Expired", "InvalidParameter.TimeStamp"})
    void aWrongClockIsMeasured(String code) {
        var answer = new RawResponse(
                400,
                Map.of("date", "Tue, 24 Nov 2026 03:20:00 GMT"),
                ByteBuffer.wrap(("{\"Code\":\"" + code + "\",\"Message\":\"Specified time stamp is expired.\"}")
                        .getBytes(StandardCharsets.UTF_8)),
                TestClient.NOW,
                TestClient.NOW.plusSeconds(2));

        var failure = catchThrowableOfType(ListImageException.class, () -> new ResponseParser(Clock.systemUTC())
                .read(answer, TestClient.request()));

        assertThat(failure)
                .hasMessageEndingWith("time stamp is expired. (this machine's clock is 1199 s behind the server's)");
        assertThat(failure.advice()).contains("NTP");
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        try (var test = new TestClient(Duration.ofSeconds(3), Duration.ofSeconds(10), ScriptedApi.page(1, 1, 0))) {
            test.api.close();
            ScriptedApi.useKeys();

            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure.category()).isEqualTo(ErrorCategory.UNREACHABLE);
            assertThat(failure.code()).isEqualTo("ConnectionRefused");
            assertThat(failure.httpStatus()).isNull();
            assertThat(test.client.counter().retries())
                    .isEqualTo(3); // 0.5 + 1 + 1.5 s; the budget shortens the last wait
        }
    }

    @Test
    void aServerThatHangsIsUnreachable() throws Exception {
        try (var test = new TestClient(
                Duration.ofNanos(1),
                Duration.ofMillis(100),
                ScriptedApi.page(1, 1, 0).ending(Ending.HANGS))) {
            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure.category()).isEqualTo(ErrorCategory.UNREACHABLE);
            assertThat(failure.code()).isEqualTo("Timeout");
        }
    }

    @Test
    void closingAbandonsARequestThatHangs() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try (var test = new TestClient(ScriptedApi.page(1, 1, 0).ending(Ending.HANGS))) {
            var listing = threads.submit(test::list);
            test.api.awaitAsked();

            test.clients.close();

            assertThatThrownBy(() -> listing.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
            assertThatThrownBy(test::list).isInstanceOf(CancellationException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<Arguments> transportFailures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("x"), "UnknownHost", true),
                Arguments.of(new ConnectException("refused"), "ConnectionRefused", true),
                Arguments.of(new SocketTimeoutException("Read timed out"), "Timeout", true),
                Arguments.of(new java.io.InterruptedIOException("timeout"), "Timeout", true),
                Arguments.of(new java.net.SocketException("Connection reset"), "ConnectionLost", true),
                Arguments.of(
                        new IOException("unexpected end of stream on x", new EOFException()), "ConnectionLost", true),
                Arguments.of(new SSLHandshakeException("Remote host terminated the handshake"), "TlsFailed", true),
                Arguments.of(
                        new SSLHandshakeException("PKIX").initCause(new CertificateException("no path")),
                        "UntrustedCertificate",
                        false),
                Arguments.of(new SSLPeerUnverifiedException("other name"), "UntrustedCertificate", false),
                Arguments.of(new IllegalStateException("odd"), "TransportFailed", false));
    }

    @ParameterizedTest
    @MethodSource("transportFailures")
    void transportFailuresHaveAWordAndAreRetriedIfThatCanHelp(Throwable cause, String code, boolean retried) {
        var fault = TransportFault.of(new RuntimeException("wrapped", cause), ENDPOINT);

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.retryable()).isEqualTo(retried);
    }

    private static ListImageException failure(Reply reply) throws Exception {
        try (var test = new TestClient(Duration.ofNanos(1), Duration.ofSeconds(10), reply)) {
            return catchThrowableOfType(ListImageException.class, test::list);
        }
    }
}

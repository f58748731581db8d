package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

    private static final String TOKEN = "CAISsecurityTokenOfTheTest1234567890";

    @AfterEach
    void forgetToken() {
        System.clearProperty("alibabacloud.sessionToken");
    }

    @Test
    void whatAGatewayQuotesOfTheSignedRequestIsLeftOut(CapturedOutput output) throws Exception {
        System.setProperty("alibabacloud.sessionToken", TOKEN);
        var quoting = ScriptedApi.error(
                400,
                "SignatureDoesNotMatch",
                "Specified signature does not match our calculation. server string to sign is:POST&x-acs-security-token:"
                        + TOKEN);
        var plain = ScriptedApi.error(
                400, "InvalidBizType", "your secret is " + ScriptedApi.SECRET + " and your token " + TOKEN);
        var html = ScriptedApi.json(200, "<html>SecurityToken=" + TOKEN + "&AccessKeySecret=" + ScriptedApi.SECRET);
        for (var reply : new ScriptedApi.Reply[] {quoting, plain, html}) {
            try (var test = new TestClient(Duration.ofSeconds(1), Duration.ofSeconds(10), reply)) {
                var failure = catchThrowableOfType(ListImageException.class, test::list);

                assertThat(test.api.asked().get(0).header("X-acs-security-token"))
                        .isEqualTo(TOKEN);
                assertClean(printed(failure));
            }
        }
        assertThat(output).contains("Retrying in");
        assertClean(output.getAll());
    }

    @Test
    void aLostConnectionsCausesHoldNoHeaders(CapturedOutput output) throws Exception {
        try (var test = new TestClient(
                Duration.ofNanos(1),
                Duration.ofSeconds(10),
                ScriptedApi.page(1, 1, 0).ending(ScriptedApi.Ending.LOST))) {
            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(printed(failure)).contains("ConnectionLost");
            assertClean(printed(failure));
            assertClean(output.getAll());
        }
    }

    @Test
    void aRedirectionIsNotFollowedWithTheSignedHeaders() throws Exception {
        System.setProperty("alibabacloud.sessionToken", TOKEN);
        try (var other = new ScriptedApi(ScriptedApi.page(1, 1, 0));
                var test = new TestClient(
                        Duration.ofNanos(1),
                        Duration.ofSeconds(10),
                        ScriptedApi.json(307, "").with("Location", other.url() + "/"))) {
            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure).hasMessageContaining("a redirect to");
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    result: {"AccessKeySecret":"s3cret-value","SecurityToken" : "t0ken-value"}
                    GET&%2F&Action%3DAssumeRole%26SecurityToken%3Dt0ken-value%26Timestamp
                    Authorization: ACS3-HMAC-SHA256-s3cret-value
                    x-acs-security-token:t0ken-value
                    access_key_secret=s3cret-value
                    """)
    void namedSecretsAreStarred(String text) {
        assertThat(SafeText.of(text)).doesNotContain("s3cret-value").doesNotContain("t0ken-value");
    }

    @Test
    void foreignTextIsOneShortLine() {
        assertThat(SafeText.of("a\r\n\u001b[31mb\u0000c\n")).isEqualTo("a [31mb c");
        assertThat(SafeText.of("x".repeat(100_000))).hasSize(401);
        assertThat(SafeText.of(null)).isEmpty();
    }

    private static void assertClean(String text) {
        assertThat(text)
                .doesNotContain(ScriptedApi.SECRET)
                .doesNotContain(TOKEN)
                .doesNotContain("ACS3-HMAC-SHA256");
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.imageinventory.listimage.ScriptedApi.Ending;
import org.imageinventory.listimage.ScriptedApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

    private static final Reply THROTTLED = ScriptedApi.error(400, "Throttling.User", "user flow control");
    private static final Reply UNWELL = ScriptedApi.error(400, "InternalError", "Internal error.");
    private static final Reply FINE = ScriptedApi.page(1, 100, 0);

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheBudgetThenSaysWhatHappened() throws Exception {
        try (var test = new TestClient(Duration.ofMinutes(2), Duration.ofSeconds(10), UNWELL)) {
            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure.code()).isEqualTo("InternalError");
            assertThat(test.waits()).startsWith(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
            assertThat(test.ticker.nanos())
                    .isBetween(
                            Duration.ofMinutes(2).toNanos(),
                            Duration.ofMillis(120_050).toNanos());
            assertThat(test.client.counter().requests())
                    .isEqualTo(test.api.asked().size());
            assertThat(test.client.counter().retries())
                    .isEqualTo(test.api.asked().size() - 1L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    x-acs-retry-after    | 2500                                        | 2500
                    x-ratelimit-user-api | Limit:1,Remain:0,TimeLeft:2000,Reset:1234   | 2000
                    x-ratelimit-user     | Limit: 1, Remain: 0, TimeLeft: 3000         | 3000
                    x-ratelimit-user     | Limit:1,Remain:10,TimeLeft:3000             | 500
                    Retry-After          | 7                                           | 7000
                    Retry-After          | Tue, 24 Nov 2026 03:00:09 GMT               | 9000
                    Retry-After          | soon                                        | 500
                    x-acs-retry-after    | -3                                          | 500
                    x-acs-retry-after    | 99999999                                    | 300000
                    """)
    void waitsAsLongAsTheAnswerAsksButNotBeyondTheBudget(String header, String value, long millis) throws Exception {
        try (var test = new TestClient(THROTTLED.with(header, value), FINE)) {
            test.list();

            assertThat(test.waits()).containsExactly(millis);
        }
    }

    @Test
    void theGatewaysOwnHintGoesBeforeTheOthers() throws Exception {
        try (var test = new TestClient(
                THROTTLED
                        .with("Retry-After", "9")
                        .with("x-ratelimit-user", "Remain:0,TimeLeft:8000")
                        .with("x-acs-retry-after", "1000"),
                FINE)) {
            test.list();

            assertThat(test.waits()).containsExactly(1_000L);
        }
    }

    @Test
    void aThrottleSlowsTheAccountDown() throws Exception {
        try (var test = new TestClient(THROTTLED, FINE)) {
            test.list();
            var before = test.ticker.nanos();
            test.list();

            assertThat(Duration.ofNanos(test.ticker.nanos() - before).toNanos() / 1e6)
                    .isBetween(1.9, 2.0); // 1000/s halved, then raised a little after the success
        }
    }

    @Test
    void aHintHoldsBackAllRequestsOfTheAccount() throws Exception {
        var hint = Duration.ofSeconds(60);
        try (var test = new TestClient(THROTTLED.with("x-acs-retry-after", "60000"), FINE)) {
            var meanwhile = new AtomicLong();
            test.ticker.beforeSleepOf(hint, () -> {
                test.list();
                meanwhile.set(test.ticker.nanos());
            });

            test.list();

            assertThat(meanwhile.get()).isGreaterThanOrEqualTo(hint.toNanos());
        }
    }

    @Test
    void everyTryIsSignedAnew() throws Exception {
        try (var test = new TestClient(ScriptedApi.error(400, "SignatureNonceUsed", "used"), FINE)) {
            test.list();

            assertThat(test.api.asked())
                    .extracting(asked -> asked.header("X-acs-signature-nonce"))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void aLostConnectionIsTriedAgainAtOnceButOnlyOnce() throws Exception {
        var lost = FINE.ending(Ending.LOST);
        try (var test = new TestClient(lost, lost, FINE)) {
            test.list();

            assertThat(test.waits()).containsExactly(1_000L);
            assertThat(test.client.counter().retries()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden.NoPermission",
        "403, IncorrectStatus.Arrears",
        "400, InvalidBizType",
        "400, UnsupportedOperation",
        "400, SignatureDoesNotMatch",
        "400, InvalidSecurityToken.Expired",
        "400, MissingSecurityToken",
        "404, InvalidAccessKeyId.NotFound",
        "400, InvalidAccessKeyId.Inactive"
    })
    void whatCannotGetBetterIsNotTriedAgain(int status, String code) throws Exception {
        try (var test = new TestClient(ScriptedApi.error(status, code, "no"))) {
            assertThatThrownBy(test::list).isInstanceOf(ListImageException.class);

            assertThat(test.api.asked()).hasSize(1);
        }
    }

    @Test
    void interruptionEndsTheWait() throws Exception {
        try (var test = new TestClient(UNWELL)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(test::list)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("main/cn-shanghai");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void jitterSpreadsWaitsFromNothingToTheBound() {
        var lowest = new Backoff(() -> 0);
        var middle = new Backoff(() -> 0.5);

        assertThat(lowest.afterFailures(3)).isZero();
        assertThat(middle.afterFailures(3)).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(middle.afterFailures(5_000)).isEqualTo(Duration.ofSeconds(15).toNanos());
    }
}

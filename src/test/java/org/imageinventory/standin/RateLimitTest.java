package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RateLimitTest {

    private final SkewedClock clock = new SkewedClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final RateLimit limit = new RateLimit(clock);

    @Test
    void accountsWaitUntilTheSecondIsOver() {
        limit.set(2);

        assertThat(limit.waitFor("a")).isZero();
        clock.skew(Duration.ofMillis(400));
        assertThat(limit.waitFor("a")).isZero();
        assertThat(limit.waitFor("a")).isEqualTo(Duration.ofMillis(600));
        assertThat(limit.waitFor("b")).isZero();
        clock.skew(Duration.ofSeconds(1));
        assertThat(limit.waitFor("a")).isZero();
        assertThat(limit.waitFor("a")).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void requestBeyondTheLimitIsThrottled() throws Exception {
        try (var api = StandIn.builder().build().start();
                var connection = new RawConnection(api)) {
            api.rateLimit(1);

            assertThat(connection.list(Map.of()).status()).isEqualTo(200);
            var throttled = connection.list(Map.of());

            assertThat(throttled.json().path("Code").asString()).isEqualTo("Throttling.User");
            assertThat(Integer.parseInt(throttled.headers().getOrDefault("x-acs-retry-after", "0")))
                    .isBetween(1, 1000);
            assertThat(api.requests()).extracting(RecordedRequest::faulty).containsExactly(false, false);
        }
    }
}

package org.imageinventory.listimage;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final VirtualTicker ticker = new VirtualTicker();
    private final RateLimiter limiter = new RateLimiter(5, ticker);

    @Test
    void spacesRequestsEvenlyFromTheSecondOn() throws Exception {
        for (var i = 0; i < 11; i++) {
            limiter.acquire();
        }

        assertThat(ticker.nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void doesNotSaveUpIdleTimeForABurst() throws Exception {
        limiter.acquire();
        ticker.pass(Duration.ofMinutes(10));
        var before = ticker.nanos();

        limiter.acquire();
        limiter.acquire();
        limiter.acquire();

        assertThat(ticker.nanos() - before).isEqualTo(Duration.ofMillis(400).toNanos());
    }

    @Test
    void aThrottleHalvesThePaceAndSuccessesBringItBackSlowly() throws Exception {
        limiter.throttled(limiter.acquire());
        assertThat(limiter.rate()).isEqualTo(2.5);

        limiter.succeeded();
        assertThat(limiter.rate()).isCloseTo(2.6, within(1e-9));

        for (var i = 0; i < 100; i++) {
            limiter.succeeded();
        }
        assertThat(limiter.rate()).isEqualTo(5);
    }

    @Test
    void requestsThatWereUnderWayAtASlowDownDoNotSlowDownAgain() throws Exception {
        var first = limiter.acquire();
        var second = limiter.acquire();

        limiter.throttled(first);
        limiter.throttled(second);
        assertThat(limiter.rate()).isEqualTo(2.5);

        limiter.throttled(limiter.acquire());
        assertThat(limiter.rate()).isEqualTo(1.25);
    }

    @Test
    void neverStandsStill() throws Exception {
        for (var i = 0; i < 20; i++) {
            limiter.throttled(limiter.acquire());
        }
        assertThat(limiter.rate()).isEqualTo(0.1);

        var slow = new RateLimiter(0.01, ticker);
        slow.throttled(slow.acquire());
        assertThat(slow.rate()).isEqualTo(0.01);
    }

    @Test
    void aThrottleHoldsTheNextRequestBackAtTheSlowerPace() throws Exception {
        limiter.throttled(limiter.acquire());

        limiter.acquire();

        assertThat(ticker.nanos()).isEqualTo(Duration.ofMillis(400).toNanos());
    }

    @Test
    void whileTheApiHasAskedToWaitNoneIsLetThrough() throws Exception {
        limiter.pause(Duration.ofSeconds(3));
        limiter.pause(Duration.ofSeconds(2));
        limiter.acquire();
        assertThat(ticker.nanos()).isEqualTo(Duration.ofSeconds(3).toNanos());

        limiter.pause(Duration.ofMillis(1));
        limiter.acquire();
        assertThat(ticker.nanos()).isEqualTo(Duration.ofMillis(3200).toNanos());
    }

    @Test
    void severalThreadsTogetherKeepThePace() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var done = IntStream.range(0, 101)
                    .mapToObj(i -> threads.submit(limiter::acquire))
                    .collect(toList());
            for (var one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ticker.nanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void anInterruptedWaiterGivesUpAndTakesNobodysTurn() throws Exception {
        limiter.acquire();
        Thread.currentThread().interrupt();
        assertThatThrownBy(limiter::acquire).isInstanceOf(InterruptedException.class);

        limiter.acquire();

        assertThat(ticker.nanos()).isEqualTo(Duration.ofMillis(200).toNanos());
    }
}

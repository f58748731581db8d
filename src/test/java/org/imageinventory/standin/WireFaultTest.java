package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** Faults between the stand-in and its client. */
final class WireFaultTest {

    private static final Map<String, String> LARGE = Map.of("PageSize", "100");

    private final StandIn api = StandIn.builder().images(100).build().start();
    private final RawConnection connection;

    WireFaultTest() throws IOException {
        connection = new RawConnection(api);
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        api.close();
    }

    @Test
    void cutJsonHasItsRightLength() throws IOException {
        api.faults().next(1, Fault.cutJson());

        var got = connection.list(LARGE);

        assertThat(got.status()).isEqualTo(200);
        assertThatThrownBy(got::json).isInstanceOf(JacksonException.class);
        assertThat(connection.list(LARGE).json().path("Data")).hasSize(100);
    }

    @Test
    void truncatedBodyEndsTooEarly() {
        api.faults().next(1, Fault.truncated());

        assertThatThrownBy(() -> connection.list(LARGE))
                .isInstanceOf(EOFException.class)
                .hasMessageMatching("[1-9]\\d* of \\d+ bytes");
    }

    @Test
    void resetComesInsteadOfTheAnswer() {
        api.faults().next(1, Fault.resetBeforeAnswer());

        assertThatThrownBy(() -> connection.list(LARGE))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void resetComesInTheMiddleOfTheBody() {
        api.faults().next(1, Fault.resetDuringBody());

        assertThatThrownBy(() -> connection.list(LARGE))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void connectionEndsWithoutAnAnswer() {
        api.faults().next(1, Fault.closed());

        assertThatThrownBy(() -> connection.list(LARGE))
                .isInstanceOf(EOFException.class)
                .hasMessageStartingWith("the connection ended");
    }

    @Test
    void staleConnectionFailsAtItsNextRequestOnly() throws IOException {
        api.faults().next(1, Fault.staleKeepAlive());

        assertThat(connection.list(LARGE).status()).isEqualTo(200);
        assertThatThrownBy(() -> connection.list(LARGE)).isInstanceOf(IOException.class);
        try (var fresh = new RawConnection(api)) {
            assertThat(fresh.list(LARGE).status()).isEqualTo(200);
        }
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void hangingRequestIsAnsweredWhenReleased() throws Exception {
        api.faults().next(1, Fault.hang());

        connection.send("GET " + SignedTarget.list(LARGE) + " HTTP/1.1\r\nHost: stand-in\r\n\r\n");
        assertThat(api.faults().awaitHanging(1, Duration.ofSeconds(5))).isTrue();
        api.faults().release();

        assertThat(connection.receive().json().path("Data")).hasSize(100);
    }

    @Test
    void testsWaitForRequestsWithoutSleeping() throws Exception {
        connection.send("GET " + SignedTarget.list(LARGE) + " HTTP/1.1\r\nHost: stand-in\r\n\r\n");

        assertThat(api.awaitRequests(1, Duration.ofSeconds(5))).isTrue();
        assertThat(api.awaitRequests(2, Duration.ZERO)).isFalse();
    }

    @Test
    void answerAndBodyCanBeSlow() throws IOException {
        api.faults().next(1, Fault.delayed(Duration.ofMillis(60)));
        api.faults().next(1, Fault.slowBody(Duration.ofMillis(60)));

        for (int request = 0; request < 2; request++) {
            long start = System.nanoTime();
            assertThat(connection.list(LARGE).json().path("Data")).hasSize(100);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
        }
    }

    @Test
    void latencySlowsEveryAnswer() throws IOException {
        api.latency(Duration.ofMillis(30), Duration.ofMillis(10));

        long start = System.nanoTime();
        connection.list(LARGE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void anythingCanComeAsBody() throws IOException {
        api.faults().next(1, Fault.body("[]"));

        assertThat(connection.list(LARGE).body()).isEqualTo("[]");
    }
}

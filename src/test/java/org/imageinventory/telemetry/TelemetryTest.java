package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Receivers that do not exist, are slow or refuse data; and runs without receivers. */
@ExtendWith(OutputCaptureExtension.class)
class TelemetryTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void withoutAReceiverNothingIsGathered() {
        try (var telemetry = telemetry(null)) {
            assertThat(telemetry.meters()).isNull();
            assertThat(telemetry.observations()).isSameAs(ObservationRegistry.NOOP);
        }
    }

    @Test
    void whatIsOfNoRunIsNotSent() {
        try (var receiver = TestReceiver.start()) {
            telemetry(receiver.url("")).close();

            assertThat(receiver.posts()).isEmpty();
        }
    }

    @Test
    void receiversThatAreDownCostAWarningEach(CapturedOutput log) throws IOException {
        var nobody = nobody();

        assertThat(timeToClose(telemetry(nobody))).isLessThan(A_MINUTE);

        assertThat(warnings(log))
                .hasSize(3)
                .anyMatch(
                        line -> line.contains("traces to " + nobody + "/v1/traces: java.io.IOException: not all spans"))
                .anyMatch(line -> line.contains("metrics to " + nobody + "/v1/metrics: java.net.ConnectException"))
                .anyMatch(
                        line -> line.contains("metrics to " + nobody + "/metrics/job/test: java.net.ConnectException"));
    }

    @Test
    void receiversThatHangAreNotWaitedForLong(CapturedOutput log) {
        try (var hanging = TestReceiver.hanging()) {
            assertThat(timeToClose(telemetry(hanging.url("")))).isLessThan(A_MINUTE);

            assertThat(hanging.posts()).hasSize(3);
        }
        assertThat(warnings(log)).hasSize(3).allMatch(line -> line.contains("the run is not affected"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 503})
    void receiversThatRefuseAreQuoted(int status, CapturedOutput log) {
        try (var refusing = TestReceiver.answering(status)) {
            timeToClose(telemetry(refusing.url("")));
        }
        assertThat(warnings(log))
                .hasSize(3)
                .filteredOn(line -> line.contains("metrics to "))
                .hasSize(2)
                .allMatch(line -> line.contains(String.valueOf(status)));
    }

    @Test
    void aHeaderIsInNoText() {
        var receiver = new Receiver("http://localhost", Map.of("Authorization", "Bearer secret"));

        assertThat(receiver.toString())
                .contains("http://localhost", "Authorization")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:9091",
                "ftp://host",
                "http://",
                "http:///path",
                "http://user:secret@host",
                "http://user:1/secret@host",
                "http://user:1?secret@host",
                "http://a b"
            })
    void aUrlThatIsNoneIsRefusedAndNotQuoted(String url) {
        assertThatThrownBy(() -> new Receiver(url, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host")
                .hasMessageNotContaining("secret");
    }

    private static Telemetry telemetry(@Nullable String base) {
        var telemetry = new Telemetry(new TelemetrySettings(
                "test", receiver(base, "/v1/metrics"), receiver(base, ""), receiver(base, "/v1/traces")));
        if (telemetry.meters() != null) {
            Objects.requireNonNull(telemetry.meters()).counter("something").increment();
        }
        Observation.start("anything", telemetry.observations()).stop();
        return telemetry;
    }

    private static Receiver receiver(@Nullable String base, String path) {
        return new Receiver(base == null ? null : base + path, Map.of());
    }

    private static Duration timeToClose(Telemetry telemetry) {
        telemetry.sendOnClose();
        var start = System.nanoTime();
        telemetry.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<String> warnings(CapturedOutput log) {
        return Stream.of(log.getAll().split("\n"))
                .filter(line -> line.contains("Could not send"))
                .toList();
    }

    private static String nobody() throws IOException {
        try (var free = new ServerSocket(0)) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}

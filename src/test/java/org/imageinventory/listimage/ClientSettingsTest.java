package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    @Test
    void defaults() {
        assertThat(ClientSettings.defaults())
                .isEqualTo(new ClientSettings(
                        5,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Map.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAPaceThatIsNone(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.of(rate, Map.of()))
                .withMessageContaining("inventory.rate-limit");
    }

    @Test
    void refusesTimeoutsOfNothing() {
        var some = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientSettings(1, some, Duration.ZERO, some, some, some, Map.of()))
                .withMessageContaining("inventory.api.connect-timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientSettings(1, some, some, Duration.ofDays(30), some, some, Map.of()))
                .withMessageContaining("inventory.api.read-timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientSettings(1, some.negated(), some, some, some, some, Map.of()))
                .withMessageContaining("inventory.api.retry-budget");
    }
}

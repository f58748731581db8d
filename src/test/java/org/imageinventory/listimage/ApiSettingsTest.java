package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aTimeoutIsNeitherZeroNorLongerThanADay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(SECOND, Duration.ZERO, SECOND, 0))
                .withMessageContaining("inventory.api.connect-timeout must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(SECOND, Duration.ofNanos(999_999), SECOND, 0))
                .withMessageContaining("inventory.api.connect-timeout must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(SECOND, SECOND, Duration.ofDays(30), 0))
                .withMessageContaining("inventory.api.read-timeout must be at most 24h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(SECOND.negated(), SECOND, SECOND, 0))
                .withMessageContaining("inventory.api.retry-budget must be longer than zero");
    }
}

package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalkAdviceTest {

    @ParameterizedTest
    @CsvSource({
        "IncorrectStatus.Arrears, bill",
        "UnsupportedOperation, inventory.products",
        "Forbidden.AccessKeyDisabled, Enable the AccessKey",
        "InvalidCredentials, doctor",
        "Database42501, Grant the privilege"
    })
    void aFinalErrorIsNotLeftToTheNextSync(String code, String advice) {
        assertThat(advice(code)).contains(advice).doesNotContain("next sync", "again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SomethingNew", "Database99999", "NullPointerException"})
    void anUnknownErrorIsTriedAgain(String code) {
        assertThat(advice(code)).contains("The next sync tries again");
    }

    private static @Nullable String advice(String code) {
        return WalkAdvice.of(WalkStatus.FAILED, new WalkReport.Failure(code, "it failed", null), 0);
    }
}

package org.imageinventory.listimage;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk stores only the code of its failure, so the code alone must lead to the right advice. */
class AdviceTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final List<String> DECIDED = List.of("denied", "invalid", "throttled", "transient");

    record Documented(String code, String category) {}

    @ParameterizedTest
    @CsvSource({
        "IncorrectStatus.Arrears, bill",
        "UnsupportedOperation, inventory.products",
        "Unauthorized, doctor",
        "Forbidden.RiskControl, support",
        "Http403, login page",
        "Http404, login page",
        "Http502, Run again later",
        "InternalServiceError, Run again later",
        "TOO_MANY_REQUESTS, inventory.rate-limit",
        "RequestLimitExceeded, inventory.rate-limit",
        "TransportFailed, bug",
        "BrokenAnswer, login page",
        "Timeout, network"
    })
    void aCodeAloneHasTheAdviceOfItsCategory(String code, String advice) {
        assertThat(Advice.on(code)).contains(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SomethingNew", "IllegalStateException", "InvalidDataAccessApiUsageException", "Unknown"})
    void aCodeThatDecidesNothingHasNone(String code) {
        assertThat(Advice.on(code)).isNull();
    }

    @Test
    void thePageHasTheCategoriesOfTheProgram() throws IOException {
        var documented = documented().toList();

        assertThat(documented).extracting(Documented::category).contains(DECIDED.toArray(String[]::new));
        assertThat(documented).allSatisfy(row -> {
            var category = ErrorRules.categoryOf(row.code());
            assertThat(category).as(row.code()).isNotNull();
            assertThat(String.valueOf(category).toLowerCase(Locale.ROOT))
                    .as(row.code())
                    .isEqualTo(row.category());
        });
    }

    /** Returns the codes of the page's table whose category the code decides. */
    private static Stream<Documented> documented() throws IOException {
        var page = Files.readString(Path.of("docs/operations.md"));
        return page.substring(page.indexOf("## Error codes"))
                .lines()
                .skip(1)
                .takeWhile(not(line -> line.startsWith("## ")))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ", -1))
                .flatMap(cells -> CODE.matcher(cells[0])
                        .results()
                        .map(code -> new Documented(example(code.group(1)), cells[1].split(",", -1)[0].strip())))
                .filter(row -> DECIDED.contains(row.category()));
    }

    private static String example(String pattern) {
        return pattern.replace("4xx", "404").replace("5xx", "502").replace("…", pattern.contains(".…") ? "Some" : "");
    }
}

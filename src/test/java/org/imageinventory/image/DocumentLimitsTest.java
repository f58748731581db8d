package org.imageinventory.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.image.Images.ZONE;
import static org.imageinventory.image.Images.anomalies;
import static org.imageinventory.image.Images.normalized;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which values a document stores as JSON, and which as text. */
class DocumentLimitsTest {

    /** Smaller than the stack of any thread of the job. */
    private static final long SMALL_STACK = 768L << 10;

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"d\":"})
    void theDeepestLevelIsKeptAndTheOneBelowIsText(String opening) {
        var kept = received("{\"X\":" + nested(opening, JsonLimits.DEEPEST - 1, "7") + "}");
        var text = received("{\"X\":" + nested(opening, JsonLimits.DEEPEST, "7") + "}");

        assertThat(innermost(kept).isInt()).isTrue();
        assertThat(innermost(text).asString()).isEqualTo(nested(opening, 1, "7"));
        assertThat(DocumentJson.write(DocumentJson.read(DocumentJson.write(kept))))
                .isEqualTo(DocumentJson.write(kept));
        assertThat(DocumentJson.print(kept)).contains("7");
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, false", "2200, false", "300000, false"})
    void aNumberIsKeptUpToItsLargestNumberOfDigits(int digits, boolean kept) {
        var number = "9".repeat(digits);
        var normalized = normalized(received("{\"ImageId\":\"i\",\"X\":" + number + ",\"Y\":0." + number + "}"));

        var document = Objects.requireNonNull(normalized.image()).document();

        assertThat(document.path("X").isNumber()).isEqualTo(kept);
        assertThat(document.path("X").asString()).isEqualTo(number);
        assertThat(document.path("Y").isNumber()).isEqualTo(kept);
        assertThat(anomalies(normalized)).hasSize(kept ? 2 : 4).contains("X unknown", "Y unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"d\\u0000\":", "[{\"\\ud800\":"})
    void theDeepestDocumentNeedsLittleOfTheStack(String opening) throws InterruptedException {
        var levels = 3_000;
        var element = "{\"ImageId\":\"i\",\"X\":" + nested(opening, levels, "\"\\u0000\"") + ",\"DriverList\":"
                + nested("[", levels, "1") + "}";
        var fingerprint = new AtomicReference<@Nullable Fingerprint>();
        var again = new AtomicReference<@Nullable Fingerprint>();
        var failure = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    var image = image(received(element));
                    fingerprint.set(fingerprint(image));
                    again.set(fingerprint(image(DocumentJson.read(DocumentJson.write(image.document())))));
                },
                "small",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((failed, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        assertThat(again.get()).isNotNull().isEqualTo(fingerprint.get());
    }

    @Test
    void thePathOfAnAnomalyIsNotAsLongAsItIsDeep() {
        var normalized = normalized(received("{\"ImageId\":\"i\",\"X\":" + nested("{\"name\":", 3_000, "1") + "}"));

        assertThat(normalized.anomalies()).extracting(Anomaly::field).allMatch(field -> field.length() < 600);
    }

    @Test
    void whatIsNotUtf8IsReplacedAndListed() {
        var bytes = "{\"ImageId\":\"i\",\"ImageName\":\"a?b\"}".getBytes(UTF_8);
        bytes["{\"ImageId\":\"i\",\"ImageName\":\"a".length()] = (byte) 0xFF;

        var normalized = normalized(DocumentJson.received(bytes, 0, bytes.length));

        assertThat(Objects.requireNonNull(normalized.image()).scalar(ScalarField.IMAGE_NAME))
                .isEqualTo("a\uFFFDb");
        assertThat(anomalies(normalized)).containsExactly("ImageName malformed");
    }

    @Test
    void anElementThatIsNotJsonIsListedOnceAsItsText() {
        var bytes = "{\"ImageId\":x}\u0000".getBytes(UTF_8);

        var normalized = normalized(DocumentJson.unreadable(bytes, 0, bytes.length));

        assertThat(normalized.image()).isNull();
        assertThat(normalized.anomalies())
                .containsExactly(new Anomaly("Data[]", Anomaly.Type.MALFORMED, "\"{\\\"ImageId\\\":x}\uFFFD\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ["a"]                  | true
                     [1, [2], {"a": null}] | true
                    [1e99]                 | true
                    [1e100]                | false
                    [1e99999999999]        | false
                    [01]                   | false
                    [1                     | false
                    [1] 2                  | false
                    "a"                    | false
                    """)
    void anArrayInATextIsOneWithinItsLimits(String text, boolean isOne) {
        assertThat(InnerArray.read(text) != null).isEqualTo(isOne);
    }

    @Test
    void anArrayInATextHasAsManyLevelsAndDigitsAsTheViewsRead() {
        assertThat(InnerArray.read(nested("[", 100, "1"))).isNotNull();
        assertThat(InnerArray.read(nested("[", 101, "1"))).isNull();
        assertThat(InnerArray.read(nested("[", 1_000_000, "1"))).isNull();
        assertThat(InnerArray.read("[" + "9".repeat(251) + "]")).isNotNull();
        assertThat(InnerArray.read("[" + "9".repeat(252) + "]")).isNull();
    }

    private static String nested(String opening, int levels, String innermost) {
        var closing = new StringBuilder(opening.replaceAll("[^\\[{]", ""))
                .reverse()
                .toString()
                .replace('[', ']')
                .replace('{', '}');
        return opening.repeat(levels) + innermost + closing.repeat(levels);
    }

    private static JsonNode innermost(JsonNode element) {
        var value = element;
        while (value.isContainer()) {
            value = value.values().iterator().next();
        }
        return value;
    }

    private static JsonNode received(String json) {
        return DocumentJson.received(json.getBytes(UTF_8), 0, json.getBytes(UTF_8).length);
    }

    private static Image image(JsonNode element) {
        return Images.image(element);
    }

    private static Fingerprint fingerprint(Image image) {
        return new ImageComparison(Set.of(), ZONE).fingerprint(image);
    }
}

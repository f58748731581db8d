package org.imageinventory.listimage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imageinventory.image.Normalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A scan of a list finds what a parser finds, or nothing. */
class ElementScanTest {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n  "};
    private static final String[] NAMES = {
        "ImageId",
        "ImageId",
        "ImageI",
        "ImageIds",
        "imageId",
        "TagList",
        "",
        "a\\\"b",
        "\\u0049mageId",
        "ä",
        "}",
        "[",
        ",",
        ":"
    };
    private static final String[] TEXTS = {
        "img-1",
        "imgc-0xyz",
        "",
        " ",
        "a b",
        "ä",
        "\\u0041",
        "\\\\",
        "\\\"",
        "]",
        "}",
        "{",
        "\t",
        "\u0000",
        "x\u007f",
        "ImageId",
        "a,b:c"
    };
    private static final String[] BARE = {"0", "-1.5e+10", "12345678901234567890", "true", "false", "null"};

    private final Normalizer normalizer = new Normalizer(ZoneOffset.UTC);

    @Test
    void findsTheElementsThatAParserFinds() {
        var random = new Random(SEED);
        for (var round = 0; round < 3_000; round++) {
            var texts = IntStream.range(0, random.nextInt(5))
                    .mapToObj(i -> value(random, 3))
                    .toList();
            var answer = "{\"Data\":[" + list(random, texts) + "],\"Count\":7}";

            var found =
                    Objects.requireNonNull(ElementScan.list(answer.getBytes(UTF_8), "{\"Data\":[".length()), answer);

            var bytes = answer.getBytes(UTF_8);
            assertThat(found.elements().stream().map(e -> new String(bytes, e.from(), e.to() - e.from(), UTF_8)))
                    .as("-Dfuzz.seed=%d, round %d", SEED, round)
                    .isEqualTo(texts);
            assertThat(new String(bytes, found.end(), bytes.length - found.end(), UTF_8))
                    .isEqualTo("],\"Count\":7}");
            for (var i = 0; i < texts.size(); i++) {
                var imageId = found.elements().get(i).imageId();
                var json = AnswerBody.json(
                        texts.get(i).getBytes(UTF_8), 0, texts.get(i).getBytes(UTF_8).length);
                assertThat(imageId).as(texts.get(i)).isIn(null, normalizer.imageId(json));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            textBlock =
                    """
                    {"ImageId":"img-1"}                                            | img-1
                     { "A" : [ { "ImageId" : "x" } ] , "ImageId" : "img-1" }       | img-1
                    {"A":{"ImageId":"x"},"ImageId":"img-1","B":"ImageId"}          | img-1
                    {"A":{"ImageId":"x"}}                                          | null
                    {"ImageId":"img-1","ImageId":"img-2"}                          | null
                    {"ImageId":"img-1","ImageId":7}                                | null
                    {"ImageId":7,"ImageId":"img-1"}                                | null
                    {"\\u0049mageId":"img-2","ImageId":"img-1"}                    | null
                    {"ImageId":"img\\u002d1"}                                      | null
                    {"ImageId":"bild-ä"}                                           | null
                    {"ImageId":""}                                                 | null
                    {"ImageId":null}                                               | null
                    ["ImageId","img-1"]                                            | null
                    "ImageId"                                                      | null
                    """)
    void tellsAnImageIdThatIsBeyondDoubt(String element, @Nullable String imageId) {
        var found = Objects.requireNonNull(ElementScan.list((element + "]").getBytes(UTF_8), 0));

        assertThat(found.elements())
                .singleElement()
                .extracting(ElementScan.Element::imageId)
                .isEqualTo(imageId);
    }

    @Test
    void anImageIdIsNeitherTooLongNorEmpty() {
        for (var length : List.of(1, 512, 513)) {
            var id = "x".repeat(length);
            var json = JsonMapper.shared().readTree("{\"ImageId\":\"" + id + "\"}");

            var found = Objects.requireNonNull(ElementScan.list((json + "]").getBytes(UTF_8), 0));

            assertThat(found.elements().get(0).imageId()).isEqualTo(normalizer.imageId(json));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{}",
                "{},",
                "[",
                "[[]",
                "\"a",
                "\"a\\",
                "1",
                "1,",
                "{\"a\":\"]",
                "{]",
                "{a:1}]",
                "{1:1}]",
                "{\"a\" 1}]",
                "{\"a\":1 \"b\":2}]",
                "1 2]",
                "}]",
                ",]",
                "1,,2]",
                "{\"a\":}]",
                "{\"a\":,\"b\":1}]"
            })
    void findsNothingInWhatIsCutOffOrNoList(String text) {
        assertThat(ElementScan.list(text.getBytes(UTF_8), 0)).as(text).isNull();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> '"' + any(random, TEXTS) + '"';
            case 1 -> any(random, BARE);
            case 2 -> "[" + list(random, many(random, () -> value(random, depth - 1))) + "]";
            default ->
                "{"
                        + list(
                                random,
                                many(
                                        random,
                                        () -> '"' + any(random, NAMES) + '"' + any(random, SPACES) + ":"
                                                + any(random, SPACES) + value(random, depth - 1)))
                        + "}";
        };
    }

    private static List<String> many(Random random, Supplier<String> one) {
        return IntStream.range(0, random.nextInt(5)).mapToObj(i -> one.get()).toList();
    }

    private static String list(Random random, List<String> texts) {
        var json = new StringBuilder(any(random, SPACES));
        for (var i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : "," + any(random, SPACES))
                    .append(texts.get(i))
                    .append(any(random, SPACES));
        }
        return json.toString();
    }

    private static String any(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}

package org.imageinventory.listimage.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Normalizer;
import org.imageinventory.listimage.json.ElementScan.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scan of a list finds the same as a parser, or nothing. */
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
    private static final byte[] GARBLE = "\"\\{}[],:x0-.e \u0000".getBytes(UTF_8);
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
                var json = parsed(texts.get(i).getBytes(UTF_8));
                assertThat(imageId).as(texts.get(i)).isIn(null, idOf(json));
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

            assertThat(found.elements().get(0).imageId()).isEqualTo(idOf(json));
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
                "{\"a\":\"]"
            })
    void findsNothingInWhatIsCutOff(String text) {
        assertThat(ElementScan.list(text.getBytes(UTF_8), 0)).as(text).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{]",
                "[}",
                "{a:1}",
                "{1:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":}",
                "{\"a\":,\"b\":1}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":{\"b\":[1,{\"c\":tru}]}}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":[{}}",
                "{\"a\":{]}",
                "{\"a\":x{}]}",
                "{\"a\":1}}",
                "{\"a\":1\u0000}",
                "1 2",
                "}",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "0x10",
                "NaN",
                "nul",
                "nulll",
                "True",
                "'a'"
            })
    void anElementThatIsNotJsonCostsItsNeighboursNothing(String broken) {
        var answer = "{\"Data\":[{\"ImageId\":\"a\"}," + broken + ",{\"ImageId\":\"b\"}],\"Count\":3}";
        var bytes = answer.getBytes(UTF_8);

        var found = Objects.requireNonNull(ElementScan.list(bytes, "{\"Data\":[".length()), answer);

        assertThat(found.elements())
                .extracting(ElementScan.Element::imageId, ElementScan.Element::text)
                .containsExactly(tuple("a", Text.JSON), tuple(null, Text.NOT_JSON), tuple("b", Text.JSON));
        assertThat(new String(bytes, found.end(), bytes.length - found.end(), UTF_8))
                .isEqualTo("],\"Count\":3}");
    }

    /** Tests single bytes. If the scan refused what a parser accepts, an image would be lost forever. */
    @Test
    void refusesWhatAParserRefusesAndNothingElse() {
        var random = new Random(SEED);
        var met = new EnumMap<Text, Integer>(Text.class);
        for (var round = 0; round < 20_000; round++) {
            var bytes = ("{\"a\":" + value(random, 3) + "}").getBytes(UTF_8);
            for (var i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : GARBLE[random.nextInt(GARBLE.length)];
            }
            var answer = (new String(bytes, ISO_8859_1) + "]").getBytes(ISO_8859_1);

            var found = ElementScan.list(answer, 0);

            if (found == null
                    || found.elements().size() != 1
                    || found.elements().get(0).to() < bytes.length) {
                assertThat(isJson(bytes)).as(new String(bytes, UTF_8)).isFalse();
                continue;
            }
            var text = found.elements().get(0).text();
            met.merge(text, 1, Integer::sum);
            assertThat(text != Text.NOT_JSON)
                    .as("-Dfuzz.seed=%d, round %d: %s", SEED, round, new String(bytes, UTF_8))
                    .isEqualTo(isJson(bytes));
            assertThat(text == Text.NOT_UTF8)
                    .as("-Dfuzz.seed=%d, round %d: %s", SEED, round, new String(bytes, UTF_8))
                    .isEqualTo(
                            text != Text.NOT_JSON && !Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes));
        }
        assertThat(met).containsKeys(Text.values());
    }

    /** Otherwise, a nested object could be mistaken for an image, and its few members for all fields of the image. */
    @Test
    void noGarbledByteMakesAnImageOfWhatIsNone() {
        var element =
                "{\"ImageId\":\"img-1\",\"ImageRegionDistributeList\":[{\"RegionId\":\"r\",\"ImageId\":\"img-1\"},"
                        + "{\"ImageId\":\"img-1\",\"Status\":\"A,{\\\"ImageId\\\":1}\"}],\"TagList\":[{\"Key\":\"k\"}]}";
        var answer =
                "{\"Count\":3,\"Data\":[{\"ImageId\":\"img-0\"}," + element + ",{\"ImageId\":\"img-2\"}],\"A\":[{}]}";
        var start = answer.indexOf(element);
        var delivered = 0;
        for (var place = start; place < start + element.length(); place++) {
            for (var garble : GARBLE) {
                var bytes = answer.getBytes(UTF_8);
                bytes[place] = garble;
                var images = imagesOf(bytes);
                delivered += images.isEmpty() ? 0 : 1;

                assertThat(images)
                        .as(new String(bytes, UTF_8))
                        .allMatch(image -> image.startsWith("{\"ImageId\":\"img-0\"}")
                                || image.startsWith("{\"ImageId\":\"img-2\"}")
                                || image.length() == element.length());
            }
        }
        assertThat(delivered).isGreaterThan(element.length() * GARBLE.length / 2);
    }

    /** Returns the elements that are delivered as JSON. Returns none if the response as a whole is broken. */
    private static List<String> imagesOf(byte[] answer) {
        try {
            var data = ResponseBody.parse(answer).data();
            return data == null
                    ? List.of()
                    : data.stream()
                            .filter(element -> element.text() == Text.JSON)
                            .map(element -> new String(answer, element.from(), element.to() - element.from(), UTF_8))
                            .toList();
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static boolean isJson(byte[] bytes) {
        try {
            return !parsed(bytes).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static JsonNode parsed(byte[] bytes) {
        return DocumentJson.received(bytes, 0, bytes.length);
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

    private @Nullable String idOf(JsonNode json) {
        var image = normalizer.normalize(json).image();
        return image == null ? null : image.imageId();
    }
}

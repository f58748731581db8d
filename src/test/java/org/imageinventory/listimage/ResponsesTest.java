package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.listimage.ScriptedApi.Ending;
import org.imageinventory.listimage.ScriptedApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesTest {

    @Test
    void readsAPageAndKeepsItsElementsAsTheyAre() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 100, 3, "{\"ImageId\":\"a\",\"X\":1.10}", "7", "null"))) {
            var page = test.list();

            assertThat(page.pageNumber()).isEqualTo(1);
            assertThat(page.pageSize()).isEqualTo(100);
            assertThat(page.count()).isEqualTo(3);
            assertThat(page.requestId()).isEqualTo("req-1");
            assertThat(page.askedAt()).isEqualTo(TestClient.NOW);
            assertThat(page.images().stream().map(ReceivedElement::json).toList())
                    .hasToString("[{\"ImageId\":\"a\",\"X\":1.10}, 7, null]");
        }
    }

    @Test
    void oddElementsDoNotCostThePage() throws Exception {
        var deep = "[".repeat(1_500) + "]".repeat(1_500);
        var digits = "9".repeat(50_000);
        var text = "\"" + "x".repeat(21_000_000) + "\"";
        try (var test = new TestClient(ScriptedApi.page(
                1,
                100,
                5,
                deep,
                digits,
                "\"\\ud800\\u0000\"",
                "\"a\tb\"",
                text,
                "0.1234567890123456789012345678901234567890"))) {
            var images =
                    test.list().images().stream().map(ReceivedElement::json).toList();

            assertThat(images.get(1).asString()).isEqualTo(digits);
            assertThat(images.get(2).asString()).isEqualTo("\ud800\u0000");
            assertThat(images.get(3).asString()).isEqualTo("a\tb");
            assertThat(images.get(4).asString()).hasSize(21_000_000);
            assertThat(images.get(5).toString()).isEqualTo("0.1234567890123456789012345678901234567890");
        }
    }

    @Test
    void anElementIsKnownByItsTextAlone() throws Exception {
        var image = "{\"ImageId\":\"ä\",\"TagList\":[{\"Key\":\"env\"}]}";
        try (var test = new TestClient(
                ScriptedApi.page(1, 100, 5, image, "{}", image, image.replace("env", "enw")),
                ScriptedApi.page(2, 100, 5, " " + image + " ", image.replace(":", ": ")))) {
            var first = digests(test.list());
            var second = digests(test.list());

            assertThat(first.get(2)).isEqualTo(first.get(0));
            assertThat(second.get(0)).isEqualTo(first.get(0));
            assertThat(List.of(first.get(0), first.get(1), first.get(3), second.get(1)))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"d\":", "[{\"d\":["})
    void noDepthCostsThePage(String opening) throws Exception {
        var levels = 20_000;
        var closing = new StringBuilder(opening.replaceAll("[^\\[{]", ""))
                .reverse()
                .toString()
                .replace('[', ']')
                .replace('{', '}');
        var deep = opening.repeat(levels) + "0" + closing.repeat(levels);
        var element = "{\"ImageId\":\"a\",\"Deep\":" + deep + "}";
        try (var test = new TestClient(ScriptedApi.json(
                200,
                "{\"Deep\":" + deep + ",\"Count\":1,\"Data\":[" + element + "],\"Digits\":" + "9".repeat(200_000)
                        + "}"))) {
            var image = test.list().images().get(0);

            assertThat(image.imageId()).isEqualTo("a");
            var innermost = image.json().path("Deep");
            while (innermost.isContainer()) {
                innermost = innermost.values().iterator().next();
            }
            assertThat(deep).contains(innermost.asString());
            assertThat(innermost.asString()).hasSizeGreaterThan(18_000);
            assertThat(test.api.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1E+99999999999", "1e-99999999999"})
    void anExponentThatNoNumberCanHaveIsKeptAsText(String number) throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 100, 1, "{\"ImageId\":\"a\",\"X\":" + number + "}"))) {
            assertThat(test.list().images().get(0).json().path("X").asString()).isEqualTo(number);
        }
    }

    @Test
    void aNumberOfAMillionDigitsIsKeptAsText() throws Exception {
        var digits = "9".repeat(1_000_000);
        try (var test = new TestClient(
                ScriptedApi.page(1, 100, 1, "{\"ImageId\":\"a\",\"X\":" + digits + ",\"Y\":-0." + digits + "}"))) {
            var image = test.list().images().get(0).json();

            assertThat(image.path("X").stringValue()).isEqualTo(digits);
            assertThat(image.path("Y").stringValue()).isEqualTo("-0." + digits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aGarbledElementIsABrokenAnswerAndAskedForAgain(int times) throws Exception {
        var replies = new Reply[times + 1];
        Arrays.fill(replies, ScriptedApi.page(1, 100, 2, "{\"ImageId\":\"a\"}", "{\"ImageId\":\"b\",x}"));
        replies[times] = ScriptedApi.page(1, 100, 2, "{\"ImageId\":\"a\"}", "{\"ImageId\":\"b\"}");
        try (var test = new TestClient(replies)) {
            var images = test.list().images();

            assertThat(images).extracting(ReceivedElement::imageId).containsExactly("a", "b");
            assertThat(test.client.counter().retries()).isEqualTo(times);
        }
    }

    @Test
    void anElementThatStaysGarbledIsTextAndTheOthersAreImages() throws Exception {
        var garbled = "{\"ImageId\":\"b\",\"Rating\":1x}";
        try (var test = new TestClient(
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                ScriptedApi.page(1, 100, 3, "{\"ImageId\":\"a\"}", garbled, "{\"ImageId\":\"c\"}"))) {
            var page = test.list();

            assertThat(page.images()).extracting(ReceivedElement::imageId).containsExactly("a", null, "c");
            assertThat(page.images().get(1).json().stringValue()).isEqualTo(garbled);
            assertThat(page.count()).isEqualTo(3);
            assertThat(test.ticker.nanos())
                    .isBetween(
                            Duration.ofMinutes(2).toNanos(),
                            Duration.ofMillis(120_050).toNanos());
        }
    }

    @Test
    void aFailureAfterAGarbledElementIsTheLastWord() throws Exception {
        try (var test = new TestClient(
                ScriptedApi.page(1, 100, 1, "{\"ImageId\":\"b\",x}"), ScriptedApi.error(403, "NoPermission", "no"))) {
            assertThat(catchThrowableOfType(ListImageException.class, test::list)
                            .code())
                    .isEqualTo("NoPermission");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreAskedForAgainAndThenMarked() throws Exception {
        var image = "{\"ImageId\":\"a\",\"ImageName\":\"x\u00ffy\"}";
        try (var test =
                new TestClient(ScriptedApi.page(1, 100, 1, image).inLatin1(), ScriptedApi.page(1, 100, 1, image))) {
            assertThat(test.list().images().get(0).json().path("ImageName").asString())
                    .isEqualTo("x\u00ffy");
        }
        try (var test = new TestClient(ScriptedApi.page(1, 100, 1, image).inLatin1())) {
            var element = test.list().images().get(0);

            assertThat(element.imageId()).isEqualTo("a");
            assertThat(element.json().path("ImageName").asString()).isEqualTo("x\udc80y");
            assertThat(test.client.counter().retries()).isEqualTo(3);
        }
    }

    @Test
    void twoListsAreNone() throws Exception {
        assertBroken(ScriptedApi.json(200, "{\"Count\":1,\"Data\":[1],\"Data\":[2]}"), "not one list");
        assertBroken(ScriptedApi.json(200, "{\"Count\":1,\"Data\":[1],\"Data\":7}"), "not one list");
    }

    private static List<UUID> digests(ListImagePage page) {
        return page.images().stream().map(ReceivedElement::textDigest).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"Count":"22","PageSize":"50","PageNumber":"2","Data":[]}                      | 22 | 50  | 2
                    {"Count":0,"Data":null}                                                         | 0  | 100 | 1
                    {"Count":1,"PageSize":0,"PageNumber":-1,"Data":[1],"Unknown":{"a":[]}}         | 1  | 100 | 1
                    {"Count":1,"PageSize":"ten","PageNumber":{},"Data":[1],"Code":200}             | 1  | 100 | 1
                    {"Count":1,"PageSize":99999999999,"Data":[1],"Code":"OK","Success":"true"}     | 1  | 100 | 1
                    """)
    void isLenientAboutWhatDoesNotMatter(String body, long count, int size, int number) throws Exception {
        try (var test = new TestClient(ScriptedApi.json(200, body))) {
            var page = test.list();

            assertThat(page.count()).isEqualTo(count);
            assertThat(page.pageSize()).isEqualTo(size);
            assertThat(page.pageNumber()).isEqualTo(number);
            assertThat(page.requestId()).isEqualTo("-");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <html>Welcome to the hotel</html>             | not JSON: it begins with '<html>Welcome
                    {"Count":1,"Data":[{"ImageId":                | cut off or not JSON
                    {"Count":1,"Data":[]} trailing                | not JSON
                    [1]                                           | a JSON list, not a JSON object
                    "text"                                        | not a JSON object
                    {"Count":1}                                   | Data is missing
                    {"Count":1,"Data":null}                       | Data is 'null'
                    {"Count":1,"Data":{"a":1}}                    | Data is a JSON object
                    {"Data":[]}                                   | Count is missing
                    {"Count":-1,"Data":[]}                        | Count is '-1'
                    {"Count":1.5,"Data":[]}                       | Count is '1.5'
                    {"Count":"many","Data":[]}                    | Count is '"many"'
                    {"Count":99999999999999999999,"Data":[]}      | Count is '99999999999999999999'
                    {"Count":true,"Data":[]}                      | Count is 'true'
                    {"Success":false}                             | no error code
                    {"Success":false,"Code":"200"}                | no error code
                    """)
    void saysWhatIsWrongWithABrokenAnswer(String body, String what) throws Exception {
        assertBroken(ScriptedApi.json(200, body), what);
    }

    @Test
    void anEmptyABlankACutOffAndARedirectedAnswerAreBroken() throws Exception {
        assertBroken(ScriptedApi.json(200, ""), "the response is empty");
        assertBroken(ScriptedApi.json(200, " \n"), "the response is empty");
        assertBroken(ScriptedApi.page(1, 100, 0).ending(Ending.CUT), "cut off");
        assertBroken(
                new Reply(302, Map.of("Location", "https://login.example/"), "", Ending.WHOLE),
                "a redirect to 'https://login.example/'");
    }

    @Test
    void anAnswerLargerThanAnyPageIsNotReadToItsEnd() throws Exception {
        var huge = ScriptedApi.page(1, 100, 1, "\"" + "x".repeat(33 << 20) + "\"");
        assertBroken(huge, "larger than 32 MiB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBrokenAnswerIsAskedForAgain(int times) throws Exception {
        var replies = new Reply[times + 1];
        Arrays.fill(replies, ScriptedApi.json(200, "<html>"));
        replies[times] = ScriptedApi.page(1, 100, 0);
        try (var test = new TestClient(replies)) {
            assertThat(test.list().count()).isZero();

            assertThat(test.api.asked()).hasSize(times + 1);
            assertThat(test.client.counter().retries()).isEqualTo(times);
        }
    }

    private static void assertBroken(Reply reply, String what) throws Exception {
        try (var test = new TestClient(Duration.ofNanos(1), Duration.ofSeconds(10), reply)) {
            var failure = catchThrowableOfType(ListImageException.class, test::list);

            assertThat(failure.category()).as(failure.getMessage()).isEqualTo(ErrorCategory.BROKEN_ANSWER);
            assertThat(failure.code()).isEqualTo("BrokenAnswer");
            assertThat(failure).hasMessageContaining("main/cn-shanghai, page 1").hasMessageContaining(what);
            assertThat(failure.advice()).contains("proxy");
        }
    }
}

package org.imageinventory.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.image.Images.anomalies;
import static org.imageinventory.image.Images.image;
import static org.imageinventory.image.Images.json;
import static org.imageinventory.image.Images.normalized;
import static org.imageinventory.image.Images.row;
import static org.imageinventory.image.Images.rows;
import static org.imageinventory.image.Images.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are unknown, do not fit, or cannot be stored. No value is lost, and each is listed as an anomaly. */
class OddElementsTest {

    private static final String REPLACED = "\uFFFD";

    @ParameterizedTest
    @EnumSource
    void aValueThatDoesNotFitItsFieldIsListedAndKept(ScalarField field) {
        for (var value : misfits(field.kind())) {
            var normalized = normalized("'" + field.apiName() + "':" + value);
            var image = image("'" + field.apiName() + "':" + value);

            assertThat(image.scalar(field)).as(value).isNull();
            assertThat(anomalies(normalized)).as(value).containsExactly(field.apiName() + " malformed");
            assertThat(json(normalized.anomalies().get(0).example())).isEqualTo(json(value));
            if (!value.equals("[]")) {
                assertThat(image.extras()).as(value).containsOnlyKeys(field.apiName());
            }
            assertThat(image.document().get(field.apiName())).isEqualTo(json(value));
        }
    }

    private static List<String> misfits(ValueType kind) {
        var containers = Stream.of("[]", "['a']", "{}", "{'a':1}");
        var others =
                switch (kind) {
                    case TEXT -> Stream.<String>of();
                    case INTEGER ->
                        Stream.of("''", "'x'", "1.5", "'1.5'", "true", "2147483648", "-2147483649", "1e30", "'0x10'");
                    case BIGINT -> Stream.of("''", "'x'", "0.1", "false", "9223372036854775808", "1e19", "1e-9");
                    case BOOLEAN -> Stream.of("''", "'yes'", "0", "1", "'1'");
                    case TIME ->
                        Stream.of(
                                "''",
                                "0",
                                "1745565237",
                                "true",
                                "'0000-00-00 00:00:00'",
                                "'2025-02-30 00:00:00'",
                                "'2025-04-25'",
                                "'2025-04-25 24:00:00'",
                                "'99999-01-01 00:00:00'",
                                "'+99999-01-01T00:00:00Z'",
                                "'9999-12-31 23:59:59'",
                                "'-0044-03-15T12:00:00'",
                                "'yesterday, at about noon'");
                    case PERCENT -> Stream.<String>of();
                };
        return Stream.concat(containers, others).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aListThatIsNoneIsListedAndKept(ListField field) {
        var values = field.mayHoldJson() ? List.of("1", "{'a':1}") : List.of("1", "{'a':1}", "'[\"a\"]'", "true");
        for (var value : values) {
            var normalized = normalized("'" + field.apiName() + "':" + value);

            assertThat(anomalies(normalized)).as(value).containsExactly(field.apiName() + " malformed");
            assertThat(image("'" + field.apiName() + "':" + value).extras()).containsOnlyKeys(field.apiName());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anElementThatDoesNotFitItsListCostsTheOthersNothing(ListField field) {
        var texts = field.members().isEmpty();
        var good = texts ? "'good'" : "{'" + field.members().get(0).apiName() + "':'good'}";
        var bad = texts ? "{'a':1}" : "'bad'";
        var members = "'" + field.apiName() + "':[" + good + "," + bad + "]";

        assertThat(image(members).list(field)).hasSize(1);
        assertThat(anomalies(normalized(members))).containsExactly(field.apiName() + "[] malformed");
        assertThat(image(members).extras()).containsOnlyKeys(field.apiName() + "[]?");
    }

    @ParameterizedTest
    @MethodSource("membersOfLists")
    void aMemberThatDoesNotFitIsListedAndKept(ListField field, ListField.Member member) {
        var members = "'" + field.apiName() + "':[{'" + member.apiName() + "':{'a':1}}]";

        assertThat(rows(image(members), field))
                .isDeepEqualTo(new Object[][] {new Object[field.members().size()]});
        assertThat(anomalies(normalized(members)))
                .containsExactly(field.apiName() + "[]." + member.apiName() + " malformed");
        assertThat(image(members).extras())
                .containsOnly(entry(field.apiName() + "[]." + member.apiName(), "{\"a\":1}"));
    }

    static Stream<Object[]> membersOfLists() {
        return Arrays.stream(ListField.values())
                .flatMap(field -> field.members().stream().map(member -> new Object[] {field, member}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'101%'", "-1", "'-1%'", "'half'", "70.5", "true", "'%'", "''"})
    void progressBeyondAHundredPercentIsListed(String sent) {
        var members = "'ImageRegionDistributeList':[{'RegionId':'r','Progress':" + sent + "}]";

        assertThat(rows(image(members), ListField.REGION_STATE))
                .isDeepEqualTo(new Object[][] {row("r", null, null, null)});
        assertThat(anomalies(normalized(members))).containsExactly("ImageRegionDistributeList[].Progress malformed");
    }

    @Test
    void unknownFieldsAreListedAndKeptAtEveryLevel() {
        var members =
                """
                'Colour':'red', 'Nested':{'b':[2,1],'a':null}, 'Nothing':null, 'imagename':'x',
                'TagList':[{'Key':'env','Value':'test','Colour':1},{'Key':'a','Colour':2}]
                """;

        assertThat(anomalies(normalized(members)))
                .containsExactlyInAnyOrder(
                        "Colour unknown",
                        "Nested unknown",
                        "Nothing unknown",
                        "imagename unknown",
                        "TagList[].Colour unknown",
                        "TagList[].Colour unknown");
        assertThat(image(members).extras())
                .containsOnly(
                        entry("Colour", "\"red\""),
                        entry("Nested", "{\"b\":[1,2]}"),
                        entry("imagename", "\"x\""),
                        entry("TagList[env].Colour", "1"),
                        entry("TagList[a].Colour", "2"));
    }

    @Test
    void whatPostgresqlCannotHoldIsReplacedAndListed() {
        var normalized = normalized("'ImageName':'a\\u0000b','Description':'\\ud800 and \\udc00 but \\ud83d\\ude00'");
        var image = image("'ImageName':'a\\u0000b','Description':'\\ud800 and \\udc00 but \\ud83d\\ude00'");

        assertThat(image.scalar(ScalarField.IMAGE_NAME)).isEqualTo("a" + REPLACED + "b");
        assertThat(image.scalar(ScalarField.DESCRIPTION))
                .isEqualTo(REPLACED + " and " + REPLACED + " but \uD83D\uDE00");
        assertThat(anomalies(normalized)).containsExactly("ImageName malformed", "Description malformed");
        assertThat(image.document().path("ImageName").stringValue()).isEqualTo("a" + REPLACED + "b");
    }

    @Test
    void replacementReachesKeysAndTextsInsideTexts() {
        var normalized = normalized("'A\\u0000':{'b\\ud800':1},'DriverList':['[\"d\\\\u0000\"]']");
        var image = image("'A\\u0000':{'b\\ud800':1},'DriverList':['[\"d\\\\u0000\"]']");

        assertThat(anomalies(normalized))
                .contains(
                        "A" + REPLACED + " malformed",
                        "A" + REPLACED + ".b" + REPLACED + " malformed",
                        "A" + REPLACED + " unknown",
                        "DriverList[][] malformed");
        assertThat(rows(image, ListField.DRIVER)).isDeepEqualTo(new Object[][] {row("d" + REPLACED)});
        assertThat(image.extras()).containsOnly(entry("A" + REPLACED, "{\"b" + REPLACED + "\":1}"));
    }

    @Test
    void controlCharactersThatCanBeHeldAreKept() {
        assertThat(scalar(ScalarField.IMAGE_NAME, "'\\u0001\\t\\n\\u007f\\u0085\\ufffe'"))
                .isEqualTo("\u0001\t\n\u007f\u0085\ufffe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000", "-1e400000", "1e-400000", "1e1000", "1e-1001"})
    void aNumberThatPostgresqlCannotHoldBecomesAText(String huge) {
        var image = image("'Rating':" + huge + ",'Unknown':" + huge);

        assertThat(image.scalar(ScalarField.RATING)).isNull();
        assertThat(image.document().path("Rating").isString()).isTrue();
        assertThat(image.extras()).containsOnlyKeys("Rating", "Unknown");
        assertThat(anomalies(normalized("'Rating':" + huge))).containsExactly("Rating malformed", "Rating malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "1e-1000", "0.1", "9223372036854775808"})
    void aNumberIsANumberAgainAfterPostgresqlHeldIt(String number) {
        var held = json(number).decimalValue().toPlainString();

        assertThat(image("'Unknown':" + held).extras())
                .isEqualTo(image("'Unknown':" + number).extras());
        assertThat(anomalies(normalized("'Unknown':" + held))).containsExactly("Unknown unknown");
    }

    @Test
    void anIntegerOfTenThousandDigitsBecomesAText() {
        var digits = "9".repeat(10_000);

        assertThat(scalar(ScalarField.PLATFORM, digits)).isEqualTo(digits);
        assertThat(image("'Platform':" + digits).document().path("Platform").isString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "'text'", "1", "true", "[]", "['a']"})
    void anElementThatIsNoObjectIsListed(String element) {
        assertThat(normalized(json(element)).image()).isNull();
        assertThat(anomalies(normalized(json(element)))).containsExactly("Data[] malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'ImageId':null}", "{'ImageId':''}", "{'ImageId':{}}", "{'imageid':'a'}"})
    void anElementWithoutAnIdIsListedWhole(String element) {
        var normalized = normalized(json(element));

        assertThat(normalized.image()).isNull();
        assertThat(anomalies(normalized)).containsExactly("ImageId malformed");
        assertThat(json(normalized.anomalies().get(0).example())).isEqualTo(json(element));
    }

    @Test
    void anIdHasAtMost512CharactersAndMayBeANumber() {
        assertThat(normalized(json("{'ImageId':'" + "i".repeat(512) + "'}")).image())
                .isNotNull();
        assertThat(normalized(json("{'ImageId':'" + "i".repeat(513) + "'}")).image())
                .isNull();
        assertThat(image(json("{'ImageId':17}")).imageId()).isEqualTo("17");
    }
}

package org.imageinventory.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.image.Images.image;
import static org.imageinventory.image.Images.normalized;
import static org.imageinventory.image.Images.quoted;
import static org.imageinventory.image.Images.row;
import static org.imageinventory.image.Images.rows;
import static org.imageinventory.image.Images.scalar;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.imageinventory.testing.ExampleAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an element with usable values is read. */
class NormalizerTest {

    private static final Instant EXAMPLE_TIME = Instant.parse("2025-04-25T07:13:57Z");

    @Test
    void everyScalarOfTheDocumentedExampleIsRead() {
        var image = image(ExampleAnswer.image());

        assertThat(image.imageId()).isEqualTo("imgc-xxxx");
        var values = new TreeMap<String, Object>();
        image.scalars()
                .forEach((field, value) ->
                        values.put(field.apiName(), value instanceof ApiTime time ? time.instant() : value));
        assertThat(values)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("GmtCreate", EXAMPLE_TIME),
                        entry("GmtModified", EXAMPLE_TIME),
                        entry("AliUid", 123456789L),
                        entry("ImageName", "DemoImage"),
                        entry("ImageType", "User"),
                        entry("PackageType", "ECS"),
                        entry("Description", "描述"),
                        entry("OsType", "Windows"),
                        entry("ProtocolType", "ASP"),
                        entry("BizType", 1),
                        entry("ProductType", "CloudApp"),
                        entry("VersionId", "iv-xxx"),
                        entry("OnlineVersionId", "iv-xxxx"),
                        entry("LatestVersionId", "iv-xxx"),
                        entry("Status", "INIT"),
                        entry("ParentImageId", "imgc-xxx"),
                        entry("ParentImageVersion", "iv-xxx"),
                        entry("BaseImageId", "imgc-xxx"),
                        entry("BaseImageVersion", "iv-xxx"),
                        entry("FotaVersion", "2.3.0-xxx"),
                        entry("Language", "zh-CN"),
                        entry("Platform", "0"),
                        entry("OnlineVersion", true),
                        entry("SystemDiskSize", 40),
                        entry("DataDiskSize", 100),
                        entry("ImageCreateMode", "BUILDER_MANUAL"),
                        entry("Distro", "Ubuntu 22.04 64位"),
                        entry("VersionName", "v0.1.0"),
                        entry("PlatformName", "Windows Server 2022"),
                        entry("VolumeEncryptionEnabled", true),
                        entry("VolumeEncryptionKey", "a7b3c0c8-xxxx"),
                        entry("SessionType", "SINGLE_SESSION"),
                        entry("FotaChannel", "镜像支持的fota渠道,暂未启用"),
                        entry("CompatibleMode", true),
                        entry("Scene", "AIGC"),
                        entry("Rating", 95),
                        entry("ImageIconUrl", ""),
                        entry("EnvironmentId", "env-164c321f405ca84143e4b730dbe4")));
    }

    @Test
    void everyListOfTheDocumentedExampleIsRead() {
        var normalized = normalized(ExampleAnswer.image());
        var image = image(ExampleAnswer.image());

        assertThat(rows(image, ListField.TAG)).isDeepEqualTo(new Object[][] {row("1630348213973321", "inner")});
        assertThat(rows(image, ListField.SNAPSHOT)).isDeepEqualTo(new Object[][] {row("", "", "", "", "", "", 0)});
        assertThat(rows(image, ListField.REGION_STATE))
                .isDeepEqualTo(new Object[][] {row("cn-shanghai", "iv-xxx", "INIT", (short) 70)});
        assertThat(rows(image, ListField.APP)).isDeepEqualTo(new Object[][] {row("ca-xxx", "应用名称")});
        assertThat(rows(image, ListField.REGION)).isDeepEqualTo(new Object[][] {row("地域对象。")});
        assertThat(rows(image, ListField.FEATURE)).isDeepEqualTo(new Object[][] {row("Builder")});
        assertThat(rows(image, ListField.LANGUAGE)).isDeepEqualTo(new Object[][] {row("zh-CN")});
        assertThat(rows(image, ListField.DRIVER))
                .isDeepEqualTo(new Object[][] {row("00be80de-xxxx-xxxx-xxxx-xxxxxxxxxxxx")});
        assertThat(rows(image, ListField.RESOURCE_CATEGORY)).isDeepEqualTo(new Object[][] {row("eds.cpu.category")});
        // In the example, the region state names a different image than the image that contains it.
        assertThat(Images.anomalies(normalized)).containsExactly("ImageRegionDistributeList[].ImageId malformed");
        assertThat(image.extras())
                .containsOnly(entry("ImageRegionDistributeList[cn-shanghai].ImageId", "\"imgc-xxx\""));
    }

    @Test
    void theDocumentIsKeptAsReceived() {
        var element = ExampleAnswer.image();

        assertThat(image(element).document()).isEqualTo(element);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"0,0", "'Windows',Windows", "17.50,17.5", "true,true", "'',``"})
    void aPlatformIsATextWhateverTheApiSends(String sent, String kept) {
        assertThat(scalar(ScalarField.PLATFORM, sent)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "'40'", "' 40 '", "40.0", "4e1", "'+40'"})
    void aWholeNumberMayComeInManyForms(String sent) {
        assertThat(scalar(ScalarField.SYSTEM_DISK_SIZE, sent)).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-9223372036854775808", "'9223372036854775807'"})
    void aUidHasTheWholeRangeOfABigint(String sent) {
        assertThat(scalar(ScalarField.ALI_UID, sent)).isEqualTo(Long.parseLong(sent));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"true,true", "false,false", "'True',true", "'FALSE',false"})
    void aTruthMayBeAText(String sent, boolean kept) {
        assertThat(scalar(ScalarField.COMPATIBLE_MODE, sent)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-04-25 15:13:57, 2025-04-25T07:13:57Z",
        "2025-04-25T15:13:57, 2025-04-25T07:13:57Z",
        "2025-04-25T15:13, 2025-04-25T07:13:00Z",
        "2025-04-25T15:13:57Z, 2025-04-25T15:13:57Z",
        "2025-04-25 15:13:57+02:00, 2025-04-25T13:13:57Z",
        "2025-04-25T15:13:57.123456789-05:30, 2025-04-25T20:43:57.123456Z",
        "1970-01-01 00:00:00, 1969-12-31T16:00:00Z",
        "1900-01-01 08:05:43, 1900-01-01T00:00:00Z"
    })
    void aTimeIsMeantInTheConfiguredZoneUnlessItCarriesAnOffset(String sent, Instant meant) {
        assertThat(scalar(ScalarField.GMT_CREATE, quoted(sent))).isEqualTo(new ApiTime(sent, meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'70%'", "'70'", "70", "' 70 % '", "70.0"})
    void progressIsAPercentage(String sent) {
        var image = image("'ImageRegionDistributeList':[{'RegionId':'r','Progress':" + sent + "}]");

        assertThat(rows(image, ListField.REGION_STATE))
                .isDeepEqualTo(new Object[][] {row("r", null, null, (short) 70)});
    }

    @Test
    void jsonArraysInsideTextsAreTheirInnerValues() {
        var image = image(
                """
                'DriverList':['["b","a"]', 'c', '[]', '[null,1,true,1.10,0.12345678901234567890]', ["d",'["e"]']],
                'ResourceInstanceCategory':' ["x"]'
                """);

        assertThat(rows(image, ListField.DRIVER)).isDeepEqualTo(new Object[][] {
            row("0.1234567890123456789"),
            row("1"),
            row("1.1"),
            row("a"),
            row("b"),
            row("c"),
            row("d"),
            row("e"),
            row("true")
        });
        assertThat(rows(image, ListField.RESOURCE_CATEGORY)).isDeepEqualTo(new Object[][] {row("x")});
    }

    @Test
    void aResourceCategoryMayBeOneTextOrARealArray() {
        assertThat(rows(image("'ResourceInstanceCategory':'eds.cpu'"), ListField.RESOURCE_CATEGORY))
                .isDeepEqualTo(new Object[][] {row("eds.cpu")});
        assertThat(rows(image("'ResourceInstanceCategory':['b','[\"a\"]']"), ListField.RESOURCE_CATEGORY))
                .isDeepEqualTo(new Object[][] {row("a"), row("b")});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\"", "[a]", "[\"a\"] b", "{\"a\":1}", "[", ""})
    void aTextThatIsNoJsonArrayStandsForItself(String text) {
        var normalized = normalized("'DriverList':[" + quoted(text) + "]");

        assertThat(rows(image("'DriverList':[" + quoted(text) + "]"), ListField.DRIVER))
                .isDeepEqualTo(new Object[][] {row(text)});
        assertThat(normalized.anomalies()).isEmpty();
    }

    @Test
    void whatElseAnArrayInATextHoldsIsListed() {
        var normalized = normalized("'DriverList':['[\"a\",[\"b\"],{\"c\":1}]']");

        assertThat(Images.anomalies(normalized)).containsExactly("DriverList[] malformed", "DriverList[] malformed");
    }

    @Test
    void emptyTextsStayAndNullsDoNot() {
        var image = image(
                """
                'ImageName':'', 'Description':null, 'FeatureList':['',null], 'AppList':null, 'ImageRegionList':[],
                'TagList':[{'Key':'','Value':''},{'Key':null},null], 'SnapshotList':[{'SnapshotId':'','Size':0}]
                """);

        assertThat(image.scalars()).containsOnly(entry(ScalarField.IMAGE_NAME, ""));
        assertThat(rows(image, ListField.FEATURE)).isDeepEqualTo(new Object[][] {row("")});
        assertThat(rows(image, ListField.TAG)).isDeepEqualTo(new Object[][] {row(null, null), row("", "")});
        assertThat(rows(image, ListField.SNAPSHOT))
                .isDeepEqualTo(new Object[][] {row("", null, null, null, null, null, 0)});
        assertThat(image.list(ListField.APP)).isEmpty();
        assertThat(image.list(ListField.REGION)).isEmpty();
    }

    @Test
    void exactDuplicatesAreOneAndTagsOfOneKeyAreAllKept() {
        var image = image(
                """
                'TagList':[{'Key':'k','Value':'2'},{'Value':'1','Key':'k'},{'Key':'k','Value':'2'}],
                'FeatureList':['GPU','GPU']
                """);

        assertThat(rows(image, ListField.TAG)).isDeepEqualTo(new Object[][] {row("k", "1"), row("k", "2")});
        assertThat(rows(image, ListField.FEATURE)).isDeepEqualTo(new Object[][] {row("GPU")});
    }
}

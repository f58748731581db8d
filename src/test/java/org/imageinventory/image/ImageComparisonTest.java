package org.imageinventory.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.image.Images.ZONE;
import static org.imageinventory.image.Images.image;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.imageinventory.testing.ExampleAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which states differ, and the path that history records for each difference. */
class ImageComparisonTest {

    private final ImageComparison sameness = new ImageComparison(Set.of("ImageRegionDistributeList.Progress"), ZONE);

    private Map<String, String> changes(String before, String after) {
        return Images.differences(sameness, image(before), image(after));
    }

    private void assertSame(String one, String another) {
        assertThat(sameness.fingerprint(image(one))).isEqualTo(sameness.fingerprint(image(another)));
        assertThat(changes(one, another)).isEmpty();
    }

    @Test
    void anImageIsTheSameAsItself() {
        var example = image(ExampleAnswer.image());

        assertThat(sameness.fingerprint(example)).isEqualTo(sameness.fingerprint(image(ExampleAnswer.image())));
        assertThat(sameness.differences(example, image(ExampleAnswer.image()))).isEmpty();
    }

    @Test
    void aScalarIsToldByItsName() {
        assertThat(changes("'Status':'INIT','Rating':1", "'Status':'AVAILABLE','BizType':2"))
                .containsExactly(
                        entry("BizType", "null → 2"),
                        entry("Rating", "1 → null"),
                        entry("Status", "\"INIT\" → \"AVAILABLE\""));
    }

    @Test
    void anEmptyTextIsNotTheSameAsNone() {
        assertThat(changes("'ImageName':''", "")).containsExactly(entry("ImageName", "\"\" → null"));
    }

    @Test
    void aTimeIsToldAsReceived() {
        assertThat(changes("'GmtModified':'2025-01-01 00:00:00'", "'GmtModified':'2025-01-01 00:00:01'"))
                .containsExactly(entry("GmtModified", "\"2025-01-01 00:00:00\" → \"2025-01-01 00:00:01\""));
    }

    @Test
    void aTagIsToldByItsKey() {
        assertThat(changes(
                        "'TagList':[{'Key':'env','Value':'test'},{'Key':'old','Value':'1'}]",
                        "'TagList':[{'Key':'env','Value':'prod'},{'Key':'new','Value':''}]"))
                .containsExactly(
                        entry("TagList[env]", "\"test\" → \"prod\""),
                        entry("TagList[new]", "null → \"\""),
                        entry("TagList[old]", "\"1\" → null"));
    }

    @Test
    void tagsOfOneKeyAreToldTogether() {
        assertThat(changes(
                        "'TagList':[{'Key':'k','Value':'a'}]",
                        "'TagList':[{'Key':'k','Value':'b'},{'Key':'k','Value':'a'}]"))
                .containsExactly(entry("TagList[k]", "\"a\" → [\"a\",\"b\"]"));
    }

    @Test
    void tagsWithoutAKeyOrAValueAreToldApart() {
        assertThat(changes("'TagList':[{'Key':'k'}]", "'TagList':[{'Key':'k','Value':''}]"))
                .containsExactly(entry("TagList[k]", "{} → \"\""));
        assertThat(changes("'TagList':[{'Value':'v'}]", "'TagList':[{'Key':'','Value':'v'}]"))
                .containsExactly(entry("TagList[]", "{\"Value\":\"v\"} → \"v\""));
        assertThat(changes("'TagList':[{}]", "'TagList':[]")).containsExactly(entry("TagList[]", "{} → null"));
    }

    @Test
    void aSnapshotIsToldByItsId() {
        assertThat(changes(
                        "'SnapshotList':[{'SnapshotId':'s-1','Size':40}]",
                        "'SnapshotList':[{'SnapshotId':'s-1','Size':60},{'SnapshotId':'s-2'}]"))
                .containsExactly(
                        entry("SnapshotList[s-1]", "{\"Size\":40} → {\"Size\":60}"),
                        entry("SnapshotList[s-2]", "null → {}"));
    }

    @Test
    void snapshotsWithoutAnIdAreToldWhole() {
        assertThat(changes("'SnapshotList':[{'SnapshotId':'','Size':0}]", "'SnapshotList':[{'Size':0}]"))
                .containsExactly(entry("SnapshotList[]", "{\"SnapshotId\":\"\",\"Size\":0} → {\"Size\":0}"));
    }

    @Test
    void entriesOfSetsAreToldByValue() {
        assertThat(
                        changes(
                                "'FeatureList':['GPU'],'DriverList':['[\"d\"]'],'ImageRegionList':['r']",
                                "'FeatureList':['Builder'],'SupportedLanguageList':['zh-CN'],'ResourceInstanceCategory':'[\"c\"]'"))
                .containsExactly(
                        entry("DriverList[d]", "\"d\" → null"),
                        entry("FeatureList[Builder]", "null → \"Builder\""),
                        entry("FeatureList[GPU]", "\"GPU\" → null"),
                        entry("ImageRegionList[r]", "\"r\" → null"),
                        entry("ResourceInstanceCategory[c]", "null → \"c\""),
                        entry("SupportedLanguageList[zh-CN]", "null → \"zh-CN\""));
    }

    @Test
    void anApplicationIsToldByItsId() {
        assertThat(changes("'AppList':[{'AppId':'a','AppName':'x'}]", "'AppList':[{'AppId':'a','AppName':'y'}]"))
                .containsExactly(entry("AppList[a]", "\"x\" → \"y\""));
    }

    @Test
    void aRegionStateIsToldMemberByMember() {
        assertThat(
                        changes(
                                "'ImageRegionDistributeList':[{'RegionId':'r','Status':'INIT','VersionId':'1'}]",
                                "'ImageRegionDistributeList':[{'RegionId':'r','Status':'AVAILABLE','VersionId':'1'},{'RegionId':'s'}]"))
                .containsExactly(
                        entry("ImageRegionDistributeList[r].Status", "\"INIT\" → \"AVAILABLE\""),
                        entry("ImageRegionDistributeList[s]", "null → {}"));
    }

    @Test
    void twoStatesOfOneRegionAreToldTogether() {
        var two = "'ImageRegionDistributeList':[{'RegionId':'r','Status':'INIT'},{'RegionId':'r','Status':'DONE'}]";

        assertThat(changes(two, "'ImageRegionDistributeList':[{'RegionId':'r','Status':'DONE'}]"))
                .containsExactly(
                        entry("ImageRegionDistributeList[r]", "[{\"Status\":\"DONE\"},{\"Status\":\"INIT\"}] → null"),
                        entry("ImageRegionDistributeList[r].Status", "null → \"DONE\""));
    }

    @Test
    void unknownFieldsHaveHistory() {
        assertThat(changes("'Colour':{'a':1}", "'Colour':{'a':2},'TagList':[{'Key':'k','X':true}]"))
                .containsExactly(
                        entry("Colour", "{\"a\":1} → {\"a\":2}"),
                        entry("TagList[k]", "null → {}"),
                        entry("TagList[k].X", "null → true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Rating':null | ``",
                "'FeatureList':[] | ``",
                "'FeatureList':null | ``",
                "'FeatureList':['a',null,'b'] | 'FeatureList':['b','a','a']",
                "'ResourceInstanceCategory':'[\"a\",\"b\"]' | 'ResourceInstanceCategory':'[ \"b\" , \"a\" ]'",
                "'DriverList':['[\"a\",\"b\"]'] | 'DriverList':['[\"b\"]','[\"a\"]']",
                "'TagList':[{'Key':'k','Value':null}] | 'TagList':[{'Key':'k'}]",
                "'Unknown':null | ``",
                "'Unknown':[] | ``",
                "'Unknown':{'a':null,'b':1,'c':[]} | 'Unknown':{'b':1.0}",
                "'Unknown':[{'a':1},{'b':[3,2,2]}] | 'Unknown':[{'b':[2,3]},{'a':1},{'a':1}]",
                "'Rating':95 | 'Rating':'95'",
                "'Platform':0 | 'Platform':'0'",
                "'OnlineVersion':true | 'OnlineVersion':'true'"
            })
    void whatMeansTheSameIsTheSame(String one, String another) {
        assertSame(one, another);
    }

    @Test
    void aVolatileFieldHasNoHistoryButAFingerprint() {
        var before = image("'ImageRegionDistributeList':[{'RegionId':'r','Status':'INIT','Progress':'10%'}]");
        var after = image("'ImageRegionDistributeList':[{'RegionId':'r','Status':'INIT','Progress':'20%'}]");

        assertThat(sameness.differences(before, after)).isEmpty();
        assertThat(sameness.fingerprint(before).state())
                .isEqualTo(sameness.fingerprint(after).state());
        assertThat(sameness.fingerprint(before).volatileState())
                .isNotEqualTo(sameness.fingerprint(after).volatileState());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'RegionId':'r','Status':'INIT','Progress':20}",
                "{'RegionId':'r','Status':'INIT'}",
                "{'RegionId':'r','Status':'INIT','Progress':20},{'RegionId':'r','Status':'INIT','Progress':30}"
            })
    void anElementThatDiffersOnlyInAVolatileMemberIsNoChange(String more) {
        var one = "{'RegionId':'r','Status':'INIT','Progress':10}";
        var before = image("'ImageRegionDistributeList':[" + one + "]");
        var after = image("'ImageRegionDistributeList':[" + one + "," + more + "]");

        assertThat(sameness.differences(before, after)).isEmpty();
        assertThat(sameness.fingerprint(after).state())
                .isEqualTo(sameness.fingerprint(before).state());
        assertThat(sameness.fingerprint(after).volatileState())
                .isNotEqualTo(sameness.fingerprint(before).volatileState());
    }

    @Test
    void aDuplicateButForAVolatileMemberDoesNotHideAChange() {
        var list = "'ImageRegionDistributeList':[{'RegionId':'r','Status':'%s','Progress':10},"
                + "{'RegionId':'r','Status':'%s','Progress':20}]";

        assertThat(changes(list.formatted("INIT", "INIT"), list.formatted("DONE", "DONE")))
                .containsExactly(entry("ImageRegionDistributeList[r].Status", "\"INIT\" → \"DONE\""));
    }

    @Test
    void anImageWithoutVolatileFieldsHasNoVolatileFingerprint() {
        assertThat(sameness.fingerprint(image("'Status':'INIT'")).volatileState())
                .isNull();
    }

    @Test
    void aVolatileFieldIsOneWhateverItHolds() {
        var whole = new ImageComparison(Set.of("Rating", "TagList", "Unknown", "SnapshotList.Size"), ZONE);

        assertThat(
                        Images.differences(
                                whole,
                                image(
                                        """
                                'Rating':1,'TagList':[{'Key':'a'}],'Unknown':1,
                                'SnapshotList':[{'SnapshotId':'s','Size':1,'DiskType':'a'}]
                                """),
                                image(
                                        """
                                'Rating':'x','TagList':[{'Key':'b','Y':1}],'Unknown':2,
                                'SnapshotList':[{'SnapshotId':'s','Size':'huge','DiskType':'b'}]
                                """)))
                .containsOnlyKeys("SnapshotList[s]");
    }

    @Test
    void theSettingsThatRowsDependOnAreInTheFingerprint() {
        var image = image("'Status':'INIT'");
        var utc = new ImageComparison(Set.of("ImageRegionDistributeList.Progress"), ZoneOffset.UTC);
        var none = new ImageComparison(Set.of(), ZONE);

        assertThat(sameness.fingerprint(image).state())
                .isNotEqualTo(utc.fingerprint(image).state())
                .isNotEqualTo(none.fingerprint(image).state());
        var received = new ReceivedElement(StandardCharsets.UTF_8.encode("{}"), null, image::document);
        assertThat(sameness.textFingerprint(received))
                .isNotEqualTo(utc.textFingerprint(received))
                .isNotEqualTo(none.textFingerprint(received));
    }

    @Test
    void whatIsUnknownIsNotTakenForWhatIsKnown() {
        assertThat(changes("'TagList':[{'Key':'k','Value':'a'}]", "'TagList[k]':'a'"))
                .containsExactly(entry("\"TagList[k]\"", "null → \"a\""), entry("TagList[k]", "\"a\" → null"));
        assertThat(changes("'TagList':[{'Key':'','Value':'a'}]", "'TagList':['a']"))
                .containsExactly(entry("TagList[]", "\"a\" → null"), entry("TagList[]?", "null → \"a\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "a]b", "[", "a\\nb"})
    void aVolatileFieldThatDoesNotFitIsVolatileToo(String region) {
        var list = "'ImageRegionDistributeList':[{'RegionId':'" + region + "','Progress':%s}]";

        assertThat(changes(list.formatted("'most'"), list.formatted("'all'"))).isEmpty();
    }
}

package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.cli.ThreeMonths.FEBRUARY;
import static org.imageinventory.cli.ThreeMonths.JANUARY;
import static org.imageinventory.cli.ThreeMonths.MARCH;

import java.util.List;
import org.imageinventory.cli.report.Times;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that read history: what changed, and what an image was like in the past. */
class AuditTrailTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final Times TIMES = Times.ofSystem();
    private static final String IN_FEBRUARY = "  between " + TIMES.text(JANUARY) + " and " + TIMES.text(FEBRUARY);
    private static final String IN_MARCH = "  between " + TIMES.text(FEBRUARY) + " and " + TIMES.text(MARCH);

    private static Program program;

    @BeforeAll
    static void threeMonthsPass() {
        program = ThreeMonths.live(DATABASE);
    }

    @Test
    void changesAreToldNewestFirst() {
        var lines = lines("changes");

        assertThat(lines.subList(0, 17))
                .containsExactly(
                        "restored main/cn-shanghai/img-b  b",
                        IN_MARCH,
                        "  Description: \"one\" → \"two\"",
                        "updated main/cn-shanghai/img-c  c2",
                        IN_MARCH,
                        "  ImageName: \"c\" → \"c2\"",
                        "deleted main/cn-shanghai/img-e  e",
                        IN_MARCH,
                        "updated main/cn-shanghai/img-a  a",
                        IN_FEBRUARY,
                        "  FeatureList[GPU]: none → \"GPU\"",
                        "  Status: \"INIT\" → \"AVAILABLE\"",
                        "  TagList[env]: \"dev\" → \"prod\"",
                        "deleted main/cn-shanghai/img-b  b",
                        IN_FEBRUARY,
                        "deleted main/cn-shanghai/img-d  d",
                        IN_FEBRUARY);
        assertThat(lines).contains("created main/ap-southeast-1/img-a  a", "  first seen " + TIMES.text(JANUARY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --since 2024-02-01T00:00:00Z --until 2024-03-01T00:00:00Z | 5
            --since 2024-03-01T00:00:01Z                              | 0
            --kind deleted --kind RESTORED                            | 5
            --kind deleted --image img-e                              | 1
            --image img-a                                             | 5
            --image img-a --until 2024-01-31                          | 2
            --image img-x                                             | 0
            --limit 2                                                 | 2
            --since 30d                                               | 0
            --since P100Y                                             | 15
            """)
    void changesAreFiltered(String options, int changes) {
        assertThat(json(("changes --output json " + options).split(" +")).get("changes"))
                .hasSize(changes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-01 00:00:00+00",
                "2024-02-01 00:00:00.000000+00",
                "2024-02-01 08:00:00+08",
                "2024-02-01 05:45:00+05:45",
                "2024-01-31 20:30:00-03:30",
                "2024-02-01T00:00:00+00:00",
                "2024-02-01T00:00Z"
            })
    void aTimeAsPsqlPrintsItIsAccepted(String time) {
        assertThat(json("show", "img-e", "--as-of", time, "--output", "json")
                        .get("as_of")
                        .stringValue())
                .isEqualTo(TIMES.exact(FEBRUARY));
    }

    @Test
    void aWideLineIsNotWrapped() {
        var all = lines("changes", "--wide");

        assertThat(all).containsAll(lines("changes"));
    }

    @Test
    void noChangesAreToldAsSuch() {
        assertThat(lines("changes", "--since", "1h")).containsExactly("no changes");
    }

    @Test
    void aReachedLimitIsTold() {
        assertThat(program.run("changes", "--limit", "2").err()).contains("the newest 2", "--limit");
        assertThat(program.run("changes", "--limit", "15").err()).contains("the newest 15");
        assertThat(program.run("changes", "--limit", "16").err()).isEmpty();
    }

    @Test
    void changesAsJsonHaveValues() {
        var json = json("changes", "--image", "img-c", "--output", "json");

        assertThat(json.get("changes").size()).isEqualTo(2);
        assertThat(json.get("limit_reached").booleanValue()).isFalse();
        assertThat(json.at("/changes/0/image_name").stringValue()).isEqualTo("c2");
        var newest = json.get("changes").get(0);
        assertThat(newest.get("not_before").stringValue()).isEqualTo(TIMES.exact(FEBRUARY));
        assertThat(newest.get("valid_from").stringValue()).isEqualTo(TIMES.exact(MARCH));
        assertThat(newest.get("region").stringValue()).isEqualTo("cn-shanghai");
        assertThat(newest.get("revision").intValue()).isEqualTo(2);
        assertThat(newest.get("change_kind").stringValue()).isEqualTo("updated");
        assertThat(newest.get("field").stringValue()).isEqualTo("ImageName");
        assertThat(newest.get("old_value").stringValue()).isEqualTo("c");
        assertThat(newest.get("new_value").stringValue()).isEqualTo("c2");
        assertThat(newest.get("run_id").longValue()).isEqualTo(3);
        var first = json.get("changes").get(1);
        assertThat(first.get("not_before").isNull()).isTrue();
        assertThat(first.get("field").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            changes --kind gone       | expected one of created, updated, deleted, restored but was 'gone'
            changes --since yesterday | 'yesterday' is not a valid time
            changes --since P-1D      | 'P-1D' is not a valid time
            changes --limit 0         | must be 1 or more, not 0
            prune                     | Missing required option: '--keep=PERIOD'
            prune --keep 12m          | '12m' is not a valid period
            prune --keep P-3D         | 'P-3D' is not a valid period
            prune --keep PT5H         | 'PT5H' is not a valid period
            prune --keep P            | 'P' is not a valid period
            prune --keep P9999Y       | 'P9999Y' is not a valid period
            show                      | Missing required parameter: 'IMAGE_ID'
            show img-a --as-of 2024-13-01 | '2024-13-01' is not a valid time
            """)
    void wrongUsageIsTold(String arguments, String message) {
        var outcome = program.run(arguments.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message, "Try: image-inventory ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            show img-a --as-of 2999-01-01                       | --as-of 2999-01-01T00:00:00 | is in the future
            changes --since 2024-03-01 --until 2024-02-01       | --since 2024-03-01T00:00:00 | is not before --until 2024-02-01T00:00:00
            """)
    void aQuestionThatHasNoAnswerIsNotAnswered(String arguments, String time, String problem) {
        var outcome = program.run(arguments.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(time, problem);
    }

    @Test
    void noChangesOfAnImageMayMeanThatThereIsNone() {
        var outcome = program.run("changes", "--image", "img-z");

        assertThat(outcome.out()).isEqualToIgnoringNewLines("no changes");
        assertThat(outcome.err()).contains("To check whether the image exists: show img-z");
    }

    @Test
    void anImageIsShownWithAllItHas() {
        var outcome = program.run("show", "img-a", "--region", "cn-shanghai");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .contains(
                        "main/cn-shanghai/img-a",
                        "  revision                  2 (updated)",
                        "  first_seen_at             " + TIMES.text(JANUARY),
                        "  changed_at                " + TIMES.text(FEBRUARY),
                        "  deleted_at                none",
                        "  status                    AVAILABLE",
                        "  description               \"\"",
                        "  ali_uid                   1234567890123456",
                        "    tag_key=env  tag_value=prod",
                        "    tag_key=team  tag_value=图形",
                        "    snapshot_id=s-1  disk_type=SYSTEM  size=40",
                        "    region_id=cn-hangzhou  status=AVAILABLE  progress=100",
                        "    d-2",
                        "    gpu")
                .anyMatch(line -> line.startsWith(
                        "    main/cn-shanghai/CloudApp  owner  last complete walk " + TIMES.text(MARCH) + ", "));
    }

    @Test
    void anIdOfTwoRegionsIsShownTwice() {
        var json = json("show", "img-a", "--output", "json");

        assertThat(json.get("images").values().stream()
                        .map(image -> image.get("region").stringValue()))
                .containsExactly("ap-southeast-1", "cn-shanghai");
        assertThat(json("show", "img-a", "--region", "ap-southeast-1", "--account", "main", "--output", "json")
                        .get("images")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void anImageAsJsonHasItsDocumentAndHolders() {
        var image = json("show", "img-a", "--region", "cn-shanghai", "--output", "json")
                .get("images")
                .get(0);

        assertThat(image.get("revision").intValue()).isEqualTo(2);
        assertThat(image.get("ali_uid").longValue()).isEqualTo(1234567890123456L);
        assertThat(image.get("volume_encryption_enabled").booleanValue()).isTrue();
        assertThat(image.get("rating").isNull()).isTrue();
        assertThat(image.get("gmt_create").stringValue()).isEqualTo(TIMES.exact(JANUARY));
        assertThat(image.get("image_feature").toString()).isEqualTo("[\"GPU\",\"PrivateSales\"]");
        assertThat(image.get("image_snapshot").get(1).get("size").intValue()).isEqualTo(100);
        // In the volatile field, the table is newer than the document.
        assertThat(image.get("image_region_state").get(0).get("progress").intValue())
                .isEqualTo(100);
        assertThat(image.at("/document/ImageRegionDistributeList/0/Progress").stringValue())
                .isEqualTo("50%");
        assertThat(image.at("/document/NewField/x").intValue()).isEqualTo(1);
        assertThat(image.at("/holders/0/scope").stringValue()).isEqualTo("main/cn-shanghai/CloudApp");
        assertThat(image.at("/holders/0/owner").booleanValue()).isTrue();
        assertThat(image.at("/holders/0/age_seconds").longValue()).isPositive();
    }

    @Test
    void anImageIsShownAsItWas() {
        var json = json("show", "img-a", "--region", "cn-shanghai", "--as-of", "2024-01-15", "--output", "json");

        var image = json.get("images").get(0);
        assertThat(image.get("revision").intValue()).isEqualTo(1);
        assertThat(image.get("changed_at").stringValue()).isEqualTo(TIMES.exact(JANUARY));
        assertThat(image.get("status").stringValue()).isEqualTo("INIT");
        assertThat(image.get("image_feature").toString()).isEqualTo("[\"PrivateSales\"]");
        assertThat(image.at("/image_tag/0/tag_value").stringValue()).isEqualTo("dev");
        assertThat(image.at("/document/Status").stringValue()).isEqualTo("INIT");
        assertThat(image.has("holders")).isFalse();
        assertThat(lines("show", "img-a", "--region", "cn-shanghai", "--as-of", "2024-02-01T00:00:00Z"))
                .contains(
                        "  as_of                     " + TIMES.text(FEBRUARY), "  status                    AVAILABLE");
    }

    @Test
    void aDeletedImageIsShownAsLastKnown() {
        var outcome = program.run("show", "img-e");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .contains(
                        "  revision                  2 (deleted)",
                        "  deleted_at                " + TIMES.text(MARCH),
                        "  image_name                e");
    }

    @Test
    void anImageThatWasNotThereIsAFailureThatSaysWhy() {
        var deleted = program.run("show", "img-b", "--as-of", "2024-02-15");
        assertThat(deleted.exitCode()).isEqualTo(1);
        assertThat(deleted.out()).isEmpty();
        assertThat(deleted.err())
                .contains("main/cn-shanghai/img-b did not exist at ", "deleted " + TIMES.text(FEBRUARY));

        var early = program.run("show", "img-b", "--as-of", "2023-12-31", "--output", "json");
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.err()).contains("was not known at ", "first seen " + TIMES.text(JANUARY));
        var json = JsonMapper.shared().readTree(early.out());
        assertThat(json.get("images").size()).isZero();
        assertThat(json.at("/absent/0/reason").stringValue()).isEqualTo("not_seen_yet");
    }

    @Test
    void anUnknownImageIsAFailure() {
        var outcome = program.run("show", "img-x", "--region", "cn-shanghai");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("image-inventory: image img-x in region cn-shanghai was never seen\n");
    }

    @Test
    void whatTheJobWroteVerifies() {
        var outcome = program.run("verify");

        assertThat(outcome.out()).isEqualTo("4 live images compared with their documents, no difference\n");
        assertThat(outcome.exitCode()).isZero();
    }

    private static List<String> lines(String... arguments) {
        var outcome = program.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out().lines().toList();
    }

    private static JsonNode json(String... arguments) {
        var outcome = program.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JsonMapper.shared().readTree(outcome.out());
    }
}

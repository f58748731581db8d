package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.cli.report.Reports.APP;
import static org.imageinventory.cli.report.Reports.LONG;
import static org.imageinventory.cli.report.Reports.PARTIAL;
import static org.imageinventory.cli.report.Reports.SHANGHAI;
import static org.imageinventory.cli.report.Reports.START;
import static org.imageinventory.cli.report.Reports.WIDE;

import java.time.Duration;
import java.util.List;
import org.imageinventory.cli.report.ChangesText;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.cli.report.FindingText;
import org.imageinventory.cli.report.Layout;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.RunText;
import org.imageinventory.cli.report.StatusText;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.ChangeKind;
import org.imageinventory.inventory.RecordedChange;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.inventory.database.MigrationReport;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.ScopeFreshness;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.job.SyncReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrintingTest {

    private static final RunReport UNFINISHED =
            new RunReport(8, false, START.plusSeconds(600), null, null, null, 3, 0, PARTIAL.walks());

    private static final List<ScopeFreshness> SCOPES = List.of(
            new ScopeFreshness(APP, START, START, Duration.ofHours(3), false, true, 2_950),
            new ScopeFreshness(WIDE, null, null, Duration.ofDays(2), true, false, 0));

    @Test
    void aRunIsATableWithItsFailuresAndItsOutcomeLast() {
        assertThat(String.join("\n", RunText.lines(PARTIAL, Layout.WIDE)))
                .isEqualTo(
                        """
                SCOPE                                      STATUS    PAGES  IMAGES  CREATED  UPDATED  DELETED  RESTORED  UNCHANGED  FAILURES  SECONDS
                main/ap-southeast-1/CloudApp               failed        0       0        0        0        0         0          0         1      0.3
                main/cn-shanghai/CloudApp                  complete     30    2950     2900       40        3         1          9         0     10.0
                上海租户/cn-shanghai/CloudApp/cn-hangzhou  torn          8     299        0        0        0         0        299         0     12.0
                total                                                   38    3249     2900       40        3         1        308         1     12.5

                main/ap-southeast-1/CloudApp: Forbidden.NoPermission (request 3F2A)
                  No permission. [2J
                  Grant the action appstreaming:ListImage on resource * to the RAM identity that 'doctor' shows.

                上海租户/cn-shanghai/CloudApp/cn-hangzhou: torn
                  The list changed during all passes: nothing was swept; the next sync walks it again.

                12.5 s, 260 images/s, 40 API requests, 2 of them retries
                run 7 partial: 1 of 3 scopes complete""");
    }

    @Test
    void aTableThatIsTooWideLosesColumnsAndTheMiddleOfNames() {
        assertThat(RunText.lines(PARTIAL, Layout.USUAL).subList(0, 5))
                .containsExactly(
                        "SCOPE                        STATUS    PAGES  IMAGES  CREATED  UPDATED  DELETED  RESTORED  UNCHANGED",
                        "main/ap-south…st-1/CloudApp  failed        0       0        0        0        0         0          0",
                        "main/cn-shanghai/CloudApp    complete     30    2950     2900       40        3         1          9",
                        "上海租户/cn-s…p/cn-hangzhou  torn          8     299        0        0        0         0        299",
                        "total                                     38    3249     2900       40        3         1        308");
    }

    @Test
    void columnsThatAreAllZeroAreLeftOut() {
        var walk = new WalkReport(
                APP, WalkStatus.COMPLETE, 1, 1L, 1, new Tally(0, 0, 0, 0, 1), START, START, START, false, 0, null);
        var quiet =
                new RunReport(9, false, START, null, START.plusSeconds(1), RunOutcome.COMPLETE, 1, 0, List.of(walk));

        assertThat(RunText.lines(quiet, Layout.USUAL))
                .containsExactly(
                        "SCOPE                      STATUS    PAGES  IMAGES  UNCHANGED  SECONDS",
                        "main/cn-shanghai/CloudApp  complete      1       1          1      0.0",
                        "total                                    1       1          1      1.0",
                        "",
                        "1.0 s, 1 images/s, 1 API request, 0 of them retries",
                        "run 9 complete: 1 of 1 scopes complete");
        assertThat(RunText.lines(quiet, Layout.WIDE).get(0)).contains("CREATED", "FAILURES");
    }

    @Test
    void twoScopesAreNeverShortenedToTheSameName() {
        var lines = RunText.lines(LONG, Layout.USUAL);

        assertThat(lines.subList(0, 4))
                .containsExactly(
                        "上海研发中心图形工作站生产环境租户/ap-southeast-1/WuyingServer/cn-hangzhou",
                        "  status complete  pages 12345  images 1234567  created 900000  updated 30000  deleted 4000",
                        "  restored 500  unchanged 300067  failures 1  seconds 7000.0",
                        "上海研发中心图形工作站生产环境租户/ap-southeast-5/WuyingServer/cn-hangzhou");
        assertThat(lines).contains("7325.0 s, 506 images/s, 1 API request, 1 of them a retry");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void everyLineFits(int width) {
        var layout = new Layout(width);
        var now = START.plus(Duration.ofDays(40));
        var scopes = LONG.walks().stream()
                .map(walk ->
                        new ScopeFreshness(walk.scope(), START, START, Duration.ofHours(25), false, true, 1_234_567))
                .toList();
        var change = new RecordedChange(
                START,
                START.plusSeconds(1),
                "上海研发中心图形工作站生产环境租户",
                "ap-southeast-1",
                "imgc-018yspxg745ao7",
                "图像名称".repeat(30),
                12,
                ChangeKind.UPDATED,
                "Description",
                "\"" + "旧".repeat(200) + "\"",
                "\"" + "new value ".repeat(40) + "\"",
                7);

        assertFits(width, RunText.lines(LONG, layout));
        assertFits(width, RunText.lines(PARTIAL, layout));
        assertFits(
                width,
                new StatusText(SHANGHAI, layout).lines(List.of(LONG, PARTIAL), List.of(LONG), LONG, scopes, now));
        assertFits(width, new ChangesText(SHANGHAI, layout).lines(List.of(change)));
        assertFits(
                width,
                FindingText.lines(
                        Finding.fail("api " + WIDE.name(), "没有权限".repeat(50), "grant it ".repeat(30)), layout));
    }

    private static void assertFits(int width, List<String> lines) {
        assertThat(lines)
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).as(line).isLessThanOrEqualTo(width));
    }

    @Test
    void aDryRunSaysSo() {
        var dryRun =
                new RunReport(7, true, START, null, START.plusSeconds(1), RunOutcome.PARTIAL, 1, 0, PARTIAL.walks());
        assertThat(RunText.outcome(dryRun))
                .isEqualTo("run 7 partial: 1 of 3 scopes complete; a dry run: no image was written");
    }

    @Test
    void aWalkThatAStopCutShortIsUnfinished() {
        var walk =
                new WalkReport(APP, WalkStatus.RUNNING, 5, 900L, 500, Tally.NONE, START, null, START, false, 0, null);
        var stopped =
                new RunReport(9, false, START, null, START.plusSeconds(5), RunOutcome.STOPPED, 5, 0, List.of(walk));

        assertThat(RunText.lines(stopped, Layout.USUAL).get(1)).startsWith("main/cn-shanghai/CloudApp  unfinished ");
    }

    @Test
    void aRunAsJsonHasTheTablesNames() {
        var json = parse(ReportJson.print(new ReportJson(SHANGHAI).sync(new SyncReport(null, PARTIAL))));

        assertThat(json.propertyNames())
                .containsExactly(
                        "run_id",
                        "outcome",
                        "started_at",
                        "resumed_at",
                        "ended_at",
                        "as_of",
                        "seconds",
                        "pages",
                        "images_seen",
                        "created",
                        "updated",
                        "deleted",
                        "restored",
                        "unchanged",
                        "images_per_second",
                        "api_requests",
                        "api_retries",
                        "walks",
                        "dry_run",
                        "resumed_run");
        assertThat(json.get("outcome").stringValue()).isEqualTo("partial");
        assertThat(json.get("started_at").stringValue()).isEqualTo("2026-11-24T08:00:00.000+08:00");
        assertThat(json.get("images_seen").longValue()).isEqualTo(3_249);
        assertThat(json.get("unchanged").longValue()).isEqualTo(308);

        var denied = json.get("walks").get(0);
        assertThat(denied.propertyNames())
                .containsExactly(
                        "scope",
                        "account",
                        "region",
                        "product",
                        "biz_region",
                        "filter",
                        "status",
                        "pages",
                        "count_reported",
                        "images_seen",
                        "unsettled",
                        "listed_from",
                        "resumed",
                        "created",
                        "updated",
                        "deleted",
                        "restored",
                        "unchanged",
                        "started_at",
                        "ended_at",
                        "seconds",
                        "error_code",
                        "error_message",
                        "request_id",
                        "advice");
        assertThat(denied.get("error_code").stringValue()).isEqualTo("Forbidden.NoPermission");
        assertThat(denied.get("request_id").stringValue()).isEqualTo("3F2A");
        assertThat(denied.get("count_reported").isNull()).isTrue();
        assertThat(json.get("walks").get(2).get("account").stringValue()).isEqualTo("上海租户");
        assertThat(json.get("walks").get(2).get("filter").get("ImageType").stringValue())
                .isEqualTo("User");
    }

    @Test
    void theStatusTellsRunsFreshnessWhatFailedAndWhatIsUnfinished() {
        var dryRun = new RunReport(
                9,
                true,
                START.plusSeconds(900),
                null,
                START.plusSeconds(901),
                RunOutcome.COMPLETE,
                3,
                0,
                PARTIAL.walks());
        var lines = new StatusText(SHANGHAI, Layout.USUAL)
                .lines(
                        List.of(UNFINISHED, PARTIAL),
                        List.of(dryRun),
                        UNFINISHED,
                        SCOPES,
                        START.plus(Duration.ofHours(26)));

        assertThat(String.join("\n", lines))
                .isEqualTo(
                        """
                RUN  OUTCOME     STARTED                    SCOPES  IMAGES  CREATED  UPDATED  DELETED  RESTORED
                8    unfinished  2026-11-24T08:10:00+08:00     1/3    3249     2900       40        3         1
                7    partial     2026-11-24T08:00:00+08:00     1/3    3249     2900       40        3         1

                SCOPE                                                 LAST COMPLETE                 AGE  LIVE IMAGES
                main/cn-shanghai/CloudApp                             2026-11-24T08:00:00+08:00  1d 02h         2950
                上海租户/cn-shanghai/Clou…gzhou {"ImageType":"User"}  never                           -            0

                main/ap-southeast-1/CloudApp: Forbidden.NoPermission (request 3F2A)
                  No permission. [2J
                  Grant the action appstreaming:ListImage on resource * to the RAM identity that 'doctor' shows.

                上海租户/cn-shanghai/CloudApp/cn-hangzhou: torn
                  The list changed during all passes: nothing was swept; the next sync walks it again.

                dry run 9 of 2026-11-24T08:15:00+08:00 complete: would have created 2900, updated 40, deleted 3,
                  restored 1

                run 8 of 2026-11-24T08:10:00+08:00 is unfinished (1 of 3 scopes complete): it is still running, or
                  the next sync resumes it""");
    }

    @Test
    void theStatusOfAnEmptyInventorySaysSo() {
        assertThat(new StatusText(SHANGHAI, Layout.USUAL).lines(List.of(), List.of(), null, List.of(), START))
                .containsExactly("no run yet", "", "no scope yet");
    }

    @Test
    void theStatusAsJsonHasRunsScopesAndTheUnfinishedRun() {
        var json = parse(ReportJson.print(new ReportJson(SHANGHAI)
                .status(List.of(UNFINISHED, PARTIAL), List.of(PARTIAL), UNFINISHED, SCOPES, START.plusSeconds(90))));

        assertThat(json.get("runs")).hasSize(2);
        assertThat(json.get("dry_runs")).hasSize(1);
        assertThat(json.get("unfinished_run").get("run_id").longValue()).isEqualTo(8);
        assertThat(json.get("unfinished_run").get("ended_at").isNull()).isTrue();
        assertThat(json.get("scopes").get(0).get("age_seconds").longValue()).isEqualTo(90);
        assertThat(json.get("scopes").get(0).get("late_after_seconds").longValue())
                .isEqualTo(10_800);
        assertThat(json.get("scopes").get(0).get("late").booleanValue()).isFalse();
        assertThat(json.get("scopes").get(1).get("late").booleanValue()).isTrue();
        assertThat(json.get("scopes").get(1).get("in_last_run").booleanValue()).isFalse();
        assertThat(json.get("scopes").get(0).get("live_images").longValue()).isEqualTo(2_950);
        assertThat(json.get("scopes").get(1).get("last_complete_at").isNull()).isTrue();
    }

    @Test
    void onlyTheNewestRunCanBeUnfinished() {
        assertThat(StatusCommand.unfinished(List.of())).isNull();
        assertThat(StatusCommand.unfinished(List.of(UNFINISHED, PARTIAL))).isEqualTo(UNFINISHED);
        assertThat(StatusCommand.unfinished(List.of(PARTIAL, UNFINISHED))).isNull();
    }

    @Test
    void aMigrationAsJsonListsWhatWasApplied() {
        var json = parse(ReportJson.print(new ReportJson(SHANGHAI)
                .migration(new MigrationReport(null, "2", List.of(new MigrationReport.Applied("2", "history"))))));

        assertThat(json.get("version_before").isNull()).isTrue();
        assertThat(json.get("applied").get(0).get("description").stringValue()).isEqualTo("history");
    }

    @Test
    void aFindingIsALineWithItsWayOutBelow() {
        assertThat(FindingText.lines(Finding.fail("database", "gone", "start it"), Layout.USUAL))
                .containsExactly("FAIL  database                  gone", "      start it");
        assertThat(FindingText.lines(Finding.warn("clock", "2 min off", "set it"), Layout.USUAL)
                        .get(0))
                .isEqualTo("warn  clock                     2 min off");
        assertThat(FindingText.lines(Finding.ok("rights", "all"), Layout.USUAL))
                .containsExactly("ok    rights                    all");
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "上海, 4", "e\u0301, 1", "ｱ, 1", "Ａ, 2", "한글, 4", "🙂, 2", "'', 0"})
    void widthIsWhatATerminalShows(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void aNameThatDoesNotFitKeepsItsStartAndItsEnd() {
        assertThat(DisplayWidth.fit("main/cn-shanghai/CloudApp", 12)).isEqualTo("main/…oudApp");
        assertThat(DisplayWidth.fit("上海上海", 6)).isEqualTo("上…海");
        assertThat(DisplayWidth.fit("a🙂🙂🙂", 6)).isEqualTo("a…🙂🙂");
        assertThat(DisplayWidth.fit("short", 6)).isEqualTo("short");
    }

    @ParameterizedTest
    @CsvSource({"45, 45s", "185, 3m 05s", "7800, 2h 10m", "356400, 4d 03h", "-5, 0s"})
    void spansAreToldInTheirTwoLargestUnits(long seconds, String text) {
        assertThat(Times.span(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void aPrintedTimeIsNotBeforeTheStoredOne() {
        assertThat(SHANGHAI.seen(START.plusNanos(1_000))).isEqualTo("2026-11-24T08:00:01+08:00");
        assertThat(SHANGHAI.seen(START)).isEqualTo("2026-11-24T08:00:00+08:00");
        assertThat(SHANGHAI.text(null)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"0, image, 0 images", "1, image, 1 image", "2, API request, 2 API requests", "2, retry, 2 retries"})
    void aNumberAgreesWithItsNoun(long number, String singular, String text) {
        assertThat(Printable.count(number, singular)).isEqualTo(text);
    }

    private static JsonNode parse(String json) {
        return JsonMapper.builder().build().readTree(json);
    }
}

package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.cli.report.Reports.APP;
import static org.imageinventory.cli.report.Reports.PARTIAL;
import static org.imageinventory.cli.report.Reports.SHANGHAI;
import static org.imageinventory.cli.report.Reports.START;
import static org.imageinventory.cli.report.Reports.WIDE;

import java.time.Duration;
import java.util.List;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.cli.report.FindingText;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.RunText;
import org.imageinventory.cli.report.StatusText;
import org.imageinventory.cli.report.Times;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrintingTest {

    private static final RunReport UNFINISHED =
            new RunReport(8, START.plusSeconds(600), null, null, null, 3, 0, PARTIAL.walks());

    private static final List<ScopeFreshness> SCOPES =
            List.of(new ScopeFreshness(APP, START, START, 2_950), new ScopeFreshness(WIDE, null, null, 0));

    @Test
    void aRunIsATableWithItsFailuresAndItsOutcomeLast() {
        assertThat(String.join("\n", RunText.lines(PARTIAL, false)))
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

                260 images/s, 40 API requests, 2 of them retries
                run 7 partial: 1 of 3 scopes complete""");
    }

    @Test
    void aDryRunSaysSo() {
        assertThat(RunText.lines(PARTIAL, true))
                .last()
                .isEqualTo("run 7 partial: 1 of 3 scopes complete; a dry run: no image was written");
    }

    @Test
    void aWalkThatAStopCutShortIsUnfinished() {
        var walk =
                new WalkReport(APP, WalkStatus.RUNNING, 5, 900L, 500, Tally.NONE, START, null, START, false, 0, null);
        var stopped = new RunReport(9, START, null, START.plusSeconds(5), RunOutcome.STOPPED, 5, 0, List.of(walk));

        assertThat(RunText.lines(stopped, false).get(1)).startsWith("main/cn-shanghai/CloudApp  unfinished ");
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
        var lines = new StatusText(SHANGHAI)
                .lines(List.of(UNFINISHED, PARTIAL), UNFINISHED, SCOPES, START.plus(Duration.ofHours(26)));

        assertThat(String.join("\n", lines))
                .isEqualTo(
                        """
                RUN  OUTCOME     STARTED                    ENDED                      SCOPES  IMAGES  CREATED  UPDATED  DELETED  RESTORED  SECONDS
                8    unfinished  2026-11-24T08:10:00+08:00  -                             1/3    3249     2900       40        3         1        -
                7    partial     2026-11-24T08:00:00+08:00  2026-11-24T08:00:12+08:00     1/3    3249     2900       40        3         1     12.5

                SCOPE                                                           LAST COMPLETE                 AGE  LIVE IMAGES
                main/cn-shanghai/CloudApp                                       2026-11-24T08:00:00+08:00  1d 02h         2950
                上海租户/cn-shanghai/CloudApp/cn-hangzhou {"ImageType":"User"}  never                           -            0

                main/ap-southeast-1/CloudApp: Forbidden.NoPermission (request 3F2A)
                  No permission. [2J
                  Grant the action appstreaming:ListImage on resource * to the RAM identity that 'doctor' shows.

                上海租户/cn-shanghai/CloudApp/cn-hangzhou: torn
                  The list changed during all passes: nothing was swept; the next sync walks it again.

                run 8 of 2026-11-24T08:10:00+08:00 is unfinished (1 of 3 scopes complete): it is still running, or the next sync resumes it""");
    }

    @Test
    void theStatusOfAnEmptyInventorySaysSo() {
        assertThat(new StatusText(SHANGHAI).lines(List.of(), null, List.of(), START))
                .containsExactly("no run yet", "", "no scope yet");
    }

    @Test
    void theStatusAsJsonHasRunsScopesAndTheUnfinishedRun() {
        var json = parse(ReportJson.print(new ReportJson(SHANGHAI)
                .status(List.of(UNFINISHED, PARTIAL), UNFINISHED, SCOPES, START.plusSeconds(90))));

        assertThat(json.get("runs")).hasSize(2);
        assertThat(json.get("unfinished_run").get("run_id").longValue()).isEqualTo(8);
        assertThat(json.get("unfinished_run").get("ended_at").isNull()).isTrue();
        assertThat(json.get("scopes").get(0).get("age_seconds").longValue()).isEqualTo(90);
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
        assertThat(FindingText.lines(Finding.fail("database", "gone", "start it")))
                .containsExactly("FAIL  database                  gone", "      start it");
        assertThat(FindingText.lines(Finding.warn("clock", "2 min off", "set it"))
                        .get(0))
                .isEqualTo("warn  clock                     2 min off");
        assertThat(FindingText.lines(Finding.ok("rights", "all")))
                .containsExactly("ok    rights                    all");
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "上海, 4", "e\u0301, 1", "ｱ, 1", "Ａ, 2", "한글, 4", "🙂, 2", "'', 0"})
    void widthIsWhatATerminalShows(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void aNameThatDoesNotFitKeepsItsEnd() {
        assertThat(DisplayWidth.fit("main/cn-shanghai/CloudApp", 12)).isEqualTo("…ai/CloudApp");
        assertThat(DisplayWidth.fit("上海上海", 6)).isEqualTo("…上海");
        assertThat(DisplayWidth.fit("short", 6)).isEqualTo("short");
    }

    @ParameterizedTest
    @CsvSource({"45, 45s", "185, 3m 05s", "7800, 2h 10m", "356400, 4d 03h", "-5, 0s"})
    void spansAreToldInTheirTwoLargestUnits(long seconds, String text) {
        assertThat(Times.span(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    private static JsonNode parse(String json) {
        return JsonMapper.builder().build().readTree(json);
    }
}

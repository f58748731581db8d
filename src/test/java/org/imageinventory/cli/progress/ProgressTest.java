package org.imageinventory.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.imageinventory.cli.report.Reports.APP;
import static org.imageinventory.cli.report.Reports.DENIED;
import static org.imageinventory.cli.report.Reports.START;
import static org.imageinventory.cli.report.Reports.WIDE;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.job.ScopeProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant TEN_SECONDS_ON = START.plusSeconds(10);

    private static final Scope TORN = new Scope("main", "cn-shanghai", "WuyingServer", null, "{}");

    private static final List<ScopeProgress> UNDER_WAY = List.of(
            ended(DENIED, 250, 400, WalkStatus.FAILED, "Forbidden.NoPermission"),
            walking(APP, 1_200, 2_650, 1),
            ended(TORN, 299, 300, WalkStatus.TORN, null),
            ScopeProgress.waiting(WIDE));

    private static ScopeProgress walking(Scope scope, long images, long expected, int pass) {
        return new ScopeProgress(scope, images / 100, images, expected, pass, START, null, null);
    }

    private static ScopeProgress ended(
            Scope scope, long images, long expected, WalkStatus status, @Nullable String code) {
        return new ScopeProgress(
                scope, images / 100, images, expected, 1, START, new ScopeProgress.Result(status, code), null);
    }

    private static ScopeProgress sweeping(Scope scope, long missing, long done) {
        return new ScopeProgress(
                scope,
                1,
                100,
                100L,
                1,
                START,
                new ScopeProgress.Result(WalkStatus.COMPLETE, null),
                new ScopeProgress.Lookups(missing, done));
    }

    @Test
    void barsShowEachScopeAndAll() {
        assertThat(String.join("\n", new ProgressBars(120).lines(UNDER_WAY, TEN_SECONDS_ON)))
                .isEqualTo(
                        """
                main/ap-southeast-1/CloudApp               failed Forbidden.NoPermission
                main/cn-shanghai/CloudApp                  [#########...........]   45%  1200/2650  12 pages    120/s  12s left
                main/cn-shanghai/WuyingServer              torn
                上海租户/cn-shanghai/CloudApp/cn-hangzhou  waiting
                2 of 4 scopes                              [....................]     -     1749/?  16 pages    175/s""");
    }

    @Test
    void inANarrowTerminalNamesLoseTheirMiddleAndTheTotalStaysWhole() {
        var many = new ArrayList<>(UNDER_WAY);
        many.remove(3);
        many.add(walking(WIDE, 900, 1_000, 1));

        assertThat(String.join("\n", new ProgressBars(60).lines(many, TEN_SECONDS_ON)))
                .isEqualTo(
                        """
                main/ap-sout…st-1/CloudApp  failed Forbidden.NoPermission
                main/cn-shanghai/CloudApp    45%  1200/2650  12s left
                main/cn-shan…/WuyingServer  torn
                上海租户/cn-…p/cn-hangzhou   90%   900/1000  1s left
                2 of 4 scopes                63%  2649/4199  5s left""");
        assertThat(new ProgressBars(80).lines(many, TEN_SECONDS_ON))
                .last()
                .asString()
                .startsWith("2 of 4 scopes  ");
    }

    @Test
    void noLineIsAsWideAsTheTerminal() {
        for (int width : new int[] {40, 60, 80, 110, 200}) {
            assertThat(new ProgressBars(width).lines(UNDER_WAY, TEN_SECONDS_ON))
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThan(width));
        }
    }

    @Test
    void ofManyScopesThoseAtWorkAreShown() {
        var scopes = new ArrayList<>(Collections.nCopies(30, UNDER_WAY.get(0)));
        scopes.add(UNDER_WAY.get(1));
        scopes.add(sweeping(TORN, 7, 2));

        var lines = new ProgressBars(110).lines(scopes, TEN_SECONDS_ON);

        assertThat(lines).hasSize(16);
        assertThat(lines.get(0)).startsWith("main/cn-shanghai/CloudApp");
        assertThat(lines.get(1)).startsWith("main/cn-shanghai/WuyingServer").endsWith("  swept 2 of 7");
        assertThat(lines).last().asString().startsWith("31 of 32 scopes");
    }

    @Test
    void whileAChunkIsWrittenTheTimeLeftCountsDown() {
        var bars = new ProgressBars(100);
        var scopes = List.of(walking(APP, 1_200, 2_650, 1));

        assertThat(bars.lines(scopes, TEN_SECONDS_ON).get(0)).endsWith("120/s  12s left");
        assertThat(bars.lines(scopes, TEN_SECONDS_ON.plusSeconds(3)).get(0)).endsWith("120/s  9s left");
        assertThat(bars.lines(scopes, TEN_SECONDS_ON.plusSeconds(40)).get(0)).endsWith("120/s  stalled 40s");
    }

    @Test
    void theTotalRateSurvivesTheEndOfAScope() {
        var meters = new ProgressMeters();
        var before = List.of(walking(APP, 900, 1_000, 1), walking(DENIED, 100, 1_000, 1));
        var after = List.of(ended(APP, 1_000, 1_000, WalkStatus.COMPLETE, null), walking(DENIED, 110, 1_000, 1));

        meters.note(before, TEN_SECONDS_ON);
        assertThat(meters.total(before, TEN_SECONDS_ON).rate()).isEqualTo(100.0);
        meters.note(after, TEN_SECONDS_ON.plusSeconds(1));
        assertThat(meters.total(after, TEN_SECONDS_ON.plusSeconds(1)).rate()).isEqualTo(1_110 / 11.0, within(0.01));
    }

    @Test
    void theRateIsThatOfTheLastMinute() {
        var meter = new RateMeter(START);
        for (var second = 1; second <= 300; second++) {
            meter.note(START.plusSeconds(second), second <= 200 ? second * 1_000L : 200_000 + (second - 200) * 10L);
        }

        assertThat(meter.rate(START.plusSeconds(300))).isEqualTo(10.0, within(0.01));
    }

    @Test
    void aSecondPassAddsToTheRate() {
        var meters = new ProgressMeters();
        meters.note(List.of(walking(APP, 2_000, 2_000, 1)), TEN_SECONDS_ON);
        var second = walking(APP, 1_000, 2_000, 2);
        meters.note(List.of(second), TEN_SECONDS_ON.plusSeconds(5));

        assertThat(meters.of(second, TEN_SECONDS_ON.plusSeconds(5)).rate()).isEqualTo(200.0);
    }

    @Test
    void timeLeftIsToldOnceEveryScopeIsKnown() {
        var known = List.of(UNDER_WAY.get(0), UNDER_WAY.get(1));

        assertThat(new ProgressWords().line(known, TEN_SECONDS_ON))
                .isEqualTo("Walked 1 of 2 scopes (1 not complete), 14 pages, 1450 of 2900 images (50%), 145 images/s,"
                        + " 10s left; in progress: main/cn-shanghai/CloudApp 12 pages, 1200 of 2650 images (45%),"
                        + " 120 images/s, 12s left");
    }

    @Test
    void wordsDoNotGuessBeforeTheFirstAnswers() {
        assertThat(new ProgressWords().line(List.of(), START)).isEqualTo("Planning the run");
        assertThat(new ProgressWords().line(UNDER_WAY, TEN_SECONDS_ON))
                .startsWith("Walked 2 of 4 scopes (2 not complete), 16 pages, 1749 images, 175 images/s; in progress");
        assertThat(new ProgressWords().line(List.of(walking(APP, 1, 1, 1)), START))
                .isEqualTo("Walked 0 of 1 scopes, 0 pages, 1 of 1 image (100%);"
                        + " in progress: main/cn-shanghai/CloudApp 0 pages, 1 of 1 image (100%)");
    }

    @Test
    void aSweepIsToldToo() {
        assertThat(new ProgressWords().line(List.of(sweeping(APP, 2_300, 120), sweeping(TORN, 5, 5)), TEN_SECONDS_ON))
                .isEqualTo("Looked up 120 of 2300 missing images of main/cn-shanghai/CloudApp");
    }

    @Test
    void anEmptyScopeIsDone() {
        var empty = new ProgressFigures(1, 0, 0L, 0, Duration.ZERO);

        assertThat(empty.share()).isEqualTo(1);
        assertThat(empty.outlook()).isEmpty();
    }

    @Test
    void theScreenIsRedrawnInPlaceAndLeftClean() {
        var terminal = new ByteArrayOutputStream();
        var screen = new ProgressScreen(new PrintStream(terminal, true, StandardCharsets.UTF_8));

        screen.draw(List.of("a", "b"));
        screen.draw(List.of("c"));
        screen.above().println("a log line");
        screen.draw(List.of("d"));
        screen.clear();

        assertThat(terminal.toString(StandardCharsets.UTF_8)
                        .replace("\u001B[", "^")
                        .replace("\r", "<"))
                .isEqualTo("a\nb\n^2A<^Jc\n^1A<^Ja log line\nd\n^1A<^J");
    }
}

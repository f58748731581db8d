package org.imageinventory.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.cli.report.Reports.APP;
import static org.imageinventory.cli.report.Reports.DENIED;
import static org.imageinventory.cli.report.Reports.START;
import static org.imageinventory.cli.report.Reports.WIDE;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.job.ScopeProgress;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant TEN_SECONDS_ON = START.plusSeconds(10);

    private static final List<ScopeProgress> UNDER_WAY = List.of(
            new ScopeProgress(DENIED, 3, 250, 250L, 1, START, true),
            new ScopeProgress(APP, 12, 1_200, 2_650L, 1, START, false),
            new ScopeProgress(WIDE, 0, 0, null, 1, null, false));

    @Test
    void barsShowEachScopeAndAll() {
        assertThat(String.join("\n", new ProgressBars(110).lines(UNDER_WAY, TEN_SECONDS_ON)))
                .isEqualTo(
                        """
                main/ap-southeast-1/CloudApp           [####################] 100%     3p    250/250        0/s ended
                main/cn-shanghai/CloudApp              [#########...........]  45%    12p   1200/2650     120/s 12s left
                …租户/cn-shanghai/CloudApp/cn-hangzhou [....................]   0%     0p      0/?          0/s waiting
                1 of 3 scopes                          [....................]   0%    15p   1450/?        120/s""");
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

        var lines = new ProgressBars(110).lines(scopes, TEN_SECONDS_ON);

        assertThat(lines).hasSize(16);
        assertThat(lines.get(0)).startsWith("main/cn-shanghai/CloudApp");
        assertThat(lines).last().asString().startsWith("30 of 31 scopes");
    }

    @Test
    void timeLeftIsToldOnceEveryScopeIsKnown() {
        var known = List.of(UNDER_WAY.get(0), UNDER_WAY.get(1));

        assertThat(new ProgressWords().line(known, TEN_SECONDS_ON))
                .isEqualTo(
                        "1 of 2 scopes ended, 15 pages, 1450 of 2900 images (50%), 120 images/s, 12s left; "
                                + "in progress: main/cn-shanghai/CloudApp 12 pages, 1200 of 2650 images (45%), 120 images/s, 12s left");
    }

    @Test
    void wordsDoNotGuessBeforeTheFirstAnswers() {
        assertThat(new ProgressWords().line(List.of(), START)).isEqualTo("planning");
        assertThat(new ProgressWords().line(UNDER_WAY, TEN_SECONDS_ON))
                .startsWith("1 of 3 scopes ended, 15 pages, 1450 images, 120 images/s; in progress: main");
    }

    @Test
    void aSecondPassIsMeasuredFromItsOwnBeginning() {
        var meter = new RateMeter();
        var began = new ScopeProgress(APP, 1, 100, 2_650L, 2, START, false);
        var later = new ScopeProgress(APP, 5, 500, 2_650L, 2, START, false);

        assertThat(meter.rate(began, TEN_SECONDS_ON)).isZero();
        assertThat(meter.rate(later, TEN_SECONDS_ON.plusSeconds(4))).isEqualTo(100.0);
    }

    @Test
    void anEmptyScopeIsDone() {
        var empty = new ProgressFigures(1, 0, 0L, 0);

        assertThat(empty.share()).isEqualTo(1);
        assertThat(empty.left()).isNull();
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

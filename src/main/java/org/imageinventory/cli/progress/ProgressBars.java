package org.imageinventory.cli.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.job.ScopeProgress;
import org.jspecify.annotations.Nullable;

/** Progress as lines with bars: one line per scope, and one for the total. */
final class ProgressBars {

    /** With more scopes, the first lines could scroll out of the terminal, where they cannot be redrawn. */
    private static final int MOST_SCOPES = 15;

    private static final int LONGEST_NAME = 44;
    private static final int SHORTEST_NAME = 12;
    /** The columns for the time left or a state. */
    private static final int STATE = 14;

    private static final int PERCENT = 4;
    private static final int RATE = 7;
    private static final String GAP = "  ";

    private final ProgressMeters meters = new ProgressMeters();
    private final int width;
    private final int barWidth;
    private final boolean hasPages;
    private final boolean hasRate;

    /** @param width the number of columns of the terminal */
    ProgressBars(int width) {
        this.width = width;
        this.barWidth = width < 90 ? 0 : width < 120 ? 10 : 20;
        this.hasPages = width >= 100;
        this.hasRate = width >= 80;
    }

    /** @param figures null if the line has only a name and a state */
    private record Line(String name, @Nullable ProgressFigures figures, String state) {

        String images() {
            return figures == null
                    ? ""
                    : figures.images() + "/" + (figures.expected() == null ? "?" : figures.expected());
        }

        String pages() {
            return figures == null || figures.pages() == 0 ? "" : Printable.count(figures.pages(), "page");
        }
    }

    List<String> lines(List<ScopeProgress> scopes, Instant now) {
        if (scopes.isEmpty()) {
            return List.of();
        }
        meters.note(scopes, now);
        var lines = new ArrayList<Line>();
        shown(scopes).forEach(scope -> lines.add(line(scope, now)));
        lines.add(total(scopes, now));
        return print(lines);
    }

    /** Returns the scopes to show. If there are too many, those in progress come first, then the waiting ones. */
    private static List<ScopeProgress> shown(List<ScopeProgress> scopes) {
        if (scopes.size() <= MOST_SCOPES) {
            return scopes;
        }
        return scopes.stream()
                .sorted(Comparator.comparingInt(ProgressBars::urgency))
                .limit(MOST_SCOPES)
                .toList();
    }

    private static int urgency(ScopeProgress scope) {
        var lookups = scope.lookups();
        if (scope.ended()) {
            return lookups != null && lookups.isInProgress() ? 0 : 2;
        }
        return scope.startedAt() == null ? 1 : 0;
    }

    private Line line(ScopeProgress scope, Instant now) {
        var name = scope.scope().name();
        var figures = meters.of(scope, now);
        var result = scope.result();
        if (result == null) {
            var state = scope.pass() == 1 ? figures.outlook() : "pass " + scope.pass();
            return scope.startedAt() == null ? new Line(name, null, "waiting") : new Line(name, figures, state);
        }
        var lookups = scope.lookups();
        if (result.status() == WalkStatus.COMPLETE) {
            return lookups != null && lookups.isInProgress()
                    ? new Line(name, null, "swept " + lookups.done() + " of " + lookups.missing())
                    : new Line(name, figures, "complete");
        }
        // Neither a bar nor a share: the walk has ended, but not at its goal.
        var code = result.code() == null ? "" : " " + result.code();
        return new Line(name, null, result.status().label() + code);
    }

    private Line total(List<ScopeProgress> scopes, Instant now) {
        var done = scopes.stream().filter(ScopeProgress::ended).count();
        var figures = meters.total(scopes, now);
        return new Line(done + " of " + scopes.size() + " scopes", figures, figures.outlook());
    }

    private List<String> print(List<Line> lines) {
        var images = widest(lines.stream().map(Line::images).toList());
        var pages = hasPages ? widest(lines.stream().map(Line::pages).toList()) : 0;
        var figures = (barWidth == 0 ? 0 : barWidth + 2 + GAP.length())
                + PERCENT
                + GAP.length()
                + images
                + (pages == 0 ? 0 : pages + GAP.length())
                + (hasRate ? GAP.length() + RATE : 0);
        var total = DisplayWidth.of(lines.get(lines.size() - 1).name());
        var room = width - 1 - figures - STATE - 2 * GAP.length();
        var longest = widest(lines.stream().map(Line::name).toList());
        var names = Math.max(Math.max(SHORTEST_NAME, total), Math.min(Math.min(LONGEST_NAME, longest), room));
        return lines.stream()
                .map(line -> cut(DisplayWidth.padRight(DisplayWidth.fit(Printable.line(line.name()), names), names)
                        + GAP
                        + (line.figures() == null ? "" : figures(line, line.figures(), images, pages) + GAP)
                        + line.state()))
                .toList();
    }

    private String figures(Line line, ProgressFigures figures, int images, int pages) {
        var filled = (int) (figures.share() * barWidth);
        return (barWidth == 0 ? "" : "[" + "#".repeat(filled) + ".".repeat(barWidth - filled) + "]" + GAP)
                + DisplayWidth.padLeft(figures.percent(), PERCENT)
                + GAP
                + DisplayWidth.padLeft(line.images(), images)
                + (pages == 0 ? "" : GAP + DisplayWidth.padLeft(line.pages(), pages))
                + (hasRate ? GAP + DisplayWidth.padLeft(rate(figures), RATE) : "");
    }

    private static String rate(ProgressFigures figures) {
        return figures.rate() == 0 ? "" : Math.round(figures.rate()) + "/s";
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    }

    /** Cuts a line to the width of the terminal, because a wrapped line cannot be redrawn as one line. */
    private String cut(String line) {
        return DisplayWidth.start(line.stripTrailing(), width - 1);
    }
}

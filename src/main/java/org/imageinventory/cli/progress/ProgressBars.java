package org.imageinventory.cli.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.imageinventory.cli.report.DisplayWidth;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.job.ScopeProgress;

/** Progress as lines with bars: one line per scope, and one for the total. */
final class ProgressBars {

    /** With more scopes, the first lines could scroll out of the terminal, where they cannot be redrawn. */
    private static final int MOST_SCOPES = 15;

    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_NAME = 12;
    /** The columns of a line besides the name and the bar. */
    private static final int FIGURES = 52;

    private final RateMeter meter = new RateMeter();
    private final int width;
    private final int barWidth;
    private final int nameWidth;

    /** @param width the number of columns of the terminal */
    ProgressBars(int width) {
        this.width = width;
        this.barWidth = width < 100 ? 10 : 20;
        this.nameWidth = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, width - FIGURES - barWidth));
    }

    List<String> lines(List<ScopeProgress> scopes, Instant now) {
        if (scopes.isEmpty()) {
            return List.of();
        }
        var total = ProgressFigures.total(scopes, meter, now);
        var done = scopes.stream().filter(ScopeProgress::ended).count();
        var lines = new ArrayList<String>();
        shown(scopes)
                .forEach(scope ->
                        lines.add(line(scope.scope().name(), ProgressFigures.of(scope, meter, now), state(scope))));
        lines.add(line(done + " of " + scopes.size() + " scopes", total, ""));
        return lines;
    }

    /** Returns the scopes to show. If there are too many, those in progress come first, then the waiting ones. */
    private static List<ScopeProgress> shown(List<ScopeProgress> scopes) {
        if (scopes.size() <= MOST_SCOPES) {
            return scopes;
        }
        return scopes.stream()
                .sorted(Comparator.comparingInt(scope -> scope.ended() ? 2 : scope.startedAt() == null ? 1 : 0))
                .limit(MOST_SCOPES)
                .toList();
    }

    private String line(String name, ProgressFigures figures, String state) {
        var left = figures.left();
        var filled = (int) (figures.share() * barWidth);
        var line = String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f%% %5dp %6d/%-6s %5.0f/s %s",
                DisplayWidth.padRight(DisplayWidth.fit(Printable.line(name), nameWidth), nameWidth),
                "#".repeat(filled),
                ".".repeat(barWidth - filled),
                Math.floor(figures.share() * 100),
                figures.pages(),
                figures.images(),
                figures.expected() == null ? "?" : figures.expected(),
                figures.rate(),
                !state.isEmpty() ? state : left == null ? "" : Times.span(left) + " left");
        return cut(line.stripTrailing());
    }

    /** Cuts a line to the width of the terminal, because a wrapped line cannot be redrawn as one line. */
    private String cut(String line) {
        var cut = line;
        while (DisplayWidth.of(cut) >= width) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    private static String state(ScopeProgress scope) {
        if (scope.ended()) {
            return "ended";
        }
        if (scope.startedAt() == null) {
            return "waiting";
        }
        return scope.pass() == 1 ? "" : "pass " + scope.pass();
    }
}

package org.imageinventory.cli.progress;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.job.ScopeProgress;

/** Progress as one log line. */
final class ProgressWords {

    private final RateMeter meter = new RateMeter();

    String line(List<ScopeProgress> scopes, Instant now) {
        if (scopes.isEmpty()) {
            return "planning";
        }
        var total = ProgressFigures.total(scopes, meter, now);
        var done = scopes.stream().filter(ScopeProgress::ended).count();
        var working = scopes.stream()
                .filter(scope -> scope.startedAt() != null && !scope.ended())
                .map(scope -> working(scope, now))
                .collect(Collectors.joining("; "));
        return Printable.line(done + " of " + scopes.size() + " scopes ended, " + figures(total)
                + (working.isEmpty() ? "" : "; in progress: " + working));
    }

    private String working(ScopeProgress scope, Instant now) {
        var pass = scope.pass() == 1 ? "" : " (pass " + scope.pass() + ")";
        return scope.scope().name() + pass + " " + figures(ProgressFigures.of(scope, meter, now));
    }

    private static String figures(ProgressFigures figures) {
        var left = figures.left();
        return figures.pages() + " pages, " + figures.images()
                + (figures.expected() == null
                        ? " images"
                        : String.format(
                                Locale.ROOT,
                                " of %d images (%.0f%%)",
                                figures.expected(),
                                Math.floor(figures.share() * 100)))
                + String.format(Locale.ROOT, ", %.0f images/s", figures.rate())
                + (left == null ? "" : ", " + Times.span(left) + " left");
    }
}

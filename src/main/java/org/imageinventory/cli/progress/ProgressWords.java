package org.imageinventory.cli.progress;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.job.ScopeProgress;
import org.imageinventory.job.ScopeProgress.Lookups;

/** Progress as one log line, which begins with what has happened. */
final class ProgressWords {

    private final ProgressMeters meters = new ProgressMeters();

    String line(List<ScopeProgress> scopes, Instant now) {
        if (scopes.isEmpty()) {
            return "Planning the run";
        }
        meters.note(scopes, now);
        var sweeps = scopes.stream()
                .filter(scope -> scope.lookups() != null && scope.lookups().isInProgress())
                .toList();
        return Printable.line(sweeps.isEmpty() ? walked(scopes, now) : lookedUp(sweeps));
    }

    private String walked(List<ScopeProgress> scopes, Instant now) {
        var ended = scopes.stream().filter(ScopeProgress::ended).count();
        return "Walked " + ended + " of " + scopes.size() + " scopes" + failed(scopes) + ", "
                + figures(meters.total(scopes, now)) + inProgress(scopes, now);
    }

    private static String failed(List<ScopeProgress> scopes) {
        var failed = scopes.stream()
                .map(ScopeProgress::result)
                .filter(result -> result != null && result.status() != WalkStatus.COMPLETE)
                .count();
        return failed == 0 ? "" : " (" + failed + " not complete)";
    }

    private String inProgress(List<ScopeProgress> scopes, Instant now) {
        var working = scopes.stream()
                .filter(scope -> scope.startedAt() != null && !scope.ended())
                .map(scope -> working(scope, now))
                .collect(Collectors.joining("; "));
        return working.isEmpty() ? "" : "; in progress: " + working;
    }

    private String working(ScopeProgress scope, Instant now) {
        var pass = scope.pass() == 1 ? "" : " (pass " + scope.pass() + ")";
        return scope.scope().name() + pass + " " + figures(meters.of(scope, now));
    }

    private static String figures(ProgressFigures figures) {
        var outlook = figures.outlook();
        var expected = figures.expected();
        return Printable.count(figures.pages(), "page") + ", "
                + (expected == null
                        ? Printable.count(figures.images(), "image")
                        : figures.images() + " of " + Printable.count(expected, "image") + " (" + figures.percent()
                                + ")")
                + (figures.rate() == 0 ? "" : ", " + Math.round(figures.rate()) + " images/s")
                + (outlook.isEmpty() ? "" : ", " + outlook);
    }

    private static String lookedUp(List<ScopeProgress> sweeps) {
        var lookups = sweeps.stream().map(ScopeProgress::lookups).map(Objects::requireNonNull);
        var all = lookups.reduce(
                new Lookups(0, 0), (a, b) -> new Lookups(a.missing() + b.missing(), a.done() + b.done()));
        return "Looked up " + all.done() + " of " + Printable.count(all.missing(), "missing image") + " of "
                + sweeps.stream().map(scope -> scope.scope().name()).collect(Collectors.joining(", "));
    }
}

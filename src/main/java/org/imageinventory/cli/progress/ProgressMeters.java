package org.imageinventory.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.job.ScopeProgress;
import org.jspecify.annotations.Nullable;

/** The meters of a display: one per scope, and one for all scopes together. For one thread. */
final class ProgressMeters {

    private final Map<String, Counted> counted = new HashMap<>();
    private final Map<String, RateMeter> meters = new HashMap<>();
    private @Nullable RateMeter total;

    /** Images of a scope over all passes. */
    private record Counted(int pass, long images, long before) {

        Counted then(ScopeProgress scope) {
            return scope.pass() == pass
                    ? new Counted(pass, scope.images(), before)
                    : new Counted(scope.pass(), scope.images(), before + images);
        }

        long all() {
            return before + images;
        }
    }

    /** Takes the progress of all scopes. */
    void note(List<ScopeProgress> scopes, Instant now) {
        for (var scope : scopes) {
            var startedAt = scope.startedAt();
            if (startedAt != null) {
                var name = scope.scope().name();
                var sum = counted.getOrDefault(name, new Counted(scope.pass(), 0, 0))
                        .then(scope);
                counted.put(name, sum);
                meters.computeIfAbsent(name, unused -> new RateMeter(startedAt)).note(now, sum.all());
                if (total == null) {
                    total = new RateMeter(startedAt);
                }
            }
        }
        if (total != null) {
            total.note(now, counted.values().stream().mapToLong(Counted::all).sum());
        }
    }

    ProgressFigures of(ScopeProgress scope, Instant now) {
        var meter = scope.ended() ? null : meters.get(scope.scope().name());
        return figures(scope.pages(), scope.images(), scope.imagesExpected(), meter, now);
    }

    /** Returns the total of all scopes. Its {@code expected} is null until each scope that has not ended has one. */
    ProgressFigures total(List<ScopeProgress> scopes, Instant now) {
        var known = scopes.stream().allMatch(scope -> scope.ended() || scope.imagesExpected() != null);
        var expected = scopes.stream()
                // A scope that has ended reads nothing more, also if it failed.
                .map(scope -> scope.ended() ? (Long) scope.images() : scope.imagesExpected())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        return figures(
                scopes.stream().mapToLong(ScopeProgress::pages).sum(),
                scopes.stream().mapToLong(ScopeProgress::images).sum(),
                known && !scopes.isEmpty() ? (Long) expected : null,
                scopes.stream().allMatch(ScopeProgress::ended) ? null : total,
                now);
    }

    private static ProgressFigures figures(
            long pages, long images, @Nullable Long expected, @Nullable RateMeter meter, Instant now) {
        return new ProgressFigures(
                pages,
                images,
                expected,
                meter == null ? 0 : meter.rate(now),
                meter == null ? Duration.ZERO : meter.idle(now));
    }
}

package org.imageinventory.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.imageinventory.job.ScopeProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far one scope, or all of them together, have come.
 *
 * @param expected null while not known
 * @param rate images a second
 */
record ProgressFigures(long pages, long images, @Nullable Long expected, double rate) {

    static ProgressFigures of(ScopeProgress scope, RateMeter meter, Instant now) {
        return new ProgressFigures(scope.pages(), scope.images(), scope.imagesExpected(), meter.rate(scope, now));
    }

    /** All together; expected only when every scope that is not over has been answered. */
    static ProgressFigures total(List<ScopeProgress> scopes, RateMeter meter, Instant now) {
        var known = scopes.stream().allMatch(scope -> scope.ended() || scope.imagesExpected() != null);
        var expected = scopes.stream()
                // What a scope that failed did not read will not come.
                .map(scope -> scope.ended() ? (Long) scope.images() : scope.imagesExpected())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        return new ProgressFigures(
                scopes.stream().mapToLong(ScopeProgress::pages).sum(),
                scopes.stream().mapToLong(ScopeProgress::images).sum(),
                known && !scopes.isEmpty() ? (Long) expected : null,
                scopes.stream().mapToDouble(scope -> meter.rate(scope, now)).sum());
    }

    /** 0 to 1; 0 while not known. */
    double share() {
        if (expected == null) {
            return 0;
        }
        return expected == 0 ? 1 : Math.min(1, (double) images / expected);
    }

    /** Null while it cannot be told. */
    @Nullable
    Duration left() {
        if (expected == null || rate <= 0) {
            return null;
        }
        return Duration.ofSeconds(Math.round(Math.max(0, expected - images) / rate));
    }
}

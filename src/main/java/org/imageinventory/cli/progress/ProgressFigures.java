package org.imageinventory.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.imageinventory.job.ScopeProgress;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one scope, or of all scopes together.
 *
 * @param expected the number of images to read; null while it is unknown
 * @param rate images per second
 */
record ProgressFigures(long pages, long images, @Nullable Long expected, double rate) {

    static ProgressFigures of(ScopeProgress scope, RateMeter meter, Instant now) {
        return new ProgressFigures(scope.pages(), scope.images(), scope.imagesExpected(), meter.rate(scope, now));
    }

    /** Returns the total of all scopes. Its {@code expected} is null until each scope that has not ended has one. */
    static ProgressFigures total(List<ScopeProgress> scopes, RateMeter meter, Instant now) {
        var known = scopes.stream().allMatch(scope -> scope.ended() || scope.imagesExpected() != null);
        var expected = scopes.stream()
                // A scope that has ended reads nothing more, also if it failed.
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

    /** Returns the share that is done, from 0 to 1; 0 while it is unknown. */
    double share() {
        if (expected == null) {
            return 0;
        }
        return expected == 0 ? 1 : Math.min(1, (double) images / expected);
    }

    /** Returns the estimated time left; null while it is unknown. */
    @Nullable
    Duration left() {
        if (expected == null || rate <= 0) {
            return null;
        }
        return Duration.ofSeconds(Math.round(Math.max(0, expected - images) / rate));
    }
}

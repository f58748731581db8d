package org.imageinventory.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.imageinventory.job.ScopeProgress;

/** A meter of images per second. It measures each scope from the start of its current pass. */
final class RateMeter {

    private final Map<String, Start> starts = new HashMap<>();

    /** Returns images per second; 0 while the scope waits and after it has ended. */
    double rate(ScopeProgress scope, Instant now) {
        var startedAt = scope.startedAt();
        if (startedAt == null || scope.ended()) {
            return 0;
        }
        var key = scope.scope().name() + " " + scope.scope().filter() + " " + scope.pass();
        var start = starts.computeIfAbsent(
                key, unused -> scope.pass() == 1 ? new Start(startedAt, 0) : new Start(now, scope.images()));
        var millis = Duration.between(start.at(), now).toMillis();
        return millis <= 0 ? 0 : Math.max(0, scope.images() - start.images()) * 1000.0 / millis;
    }

    private record Start(Instant at, long images) {}
}

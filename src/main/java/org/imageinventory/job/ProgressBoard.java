package org.imageinventory.job;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Progress of walks and sweeps: the steps write it, and the display reads it. Thread-safe. */
@Component
public final class ProgressBoard {

    private final Map<String, ScopeProgress> scopes = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private volatile @Nullable Long run;

    ProgressBoard(Clock clock) {
        this.clock = clock;
    }

    /**
     * Replaces the scopes of an earlier run by those of this run.
     *
     * @param runId null if no table holds the run
     */
    void expect(@Nullable Long runId, Collection<Scope> expected) {
        run = runId;
        scopes.clear();
        expected.forEach(scope -> scopes.put(scope.name(), ScopeProgress.waiting(scope)));
    }

    void pageRead(Scope scope, int pass, int images, long count) {
        scopes.compute(scope.name(), (key, old) -> (old == null ? ScopeProgress.waiting(scope) : old)
                .page(pass, images, count, clock.instant()));
    }

    /** @param code the error code; null unless the walk failed */
    void ended(Scope scope, WalkStatus status, @Nullable String code) {
        scopes.computeIfPresent(scope.name(), (key, old) -> old.with(new ScopeProgress.Result(status, code)));
    }

    /** @param missing the number of images that the sweep will look up */
    void lookingUp(Scope scope, long missing) {
        scopes.computeIfPresent(scope.name(), (key, old) -> old.with(new ScopeProgress.Lookups(missing, 0)));
    }

    void lookedUp(Scope scope, int images) {
        scopes.computeIfPresent(scope.name(), (key, old) -> {
            var lookups = old.lookups();
            return lookups == null
                    ? old
                    : old.with(new ScopeProgress.Lookups(lookups.missing(), lookups.done() + images));
        });
    }

    /** Returns the run; null before there is one, or if no table holds it. */
    public @Nullable Long run() {
        return run;
    }

    /** Returns the current progress of the run's scopes, sorted by name; empty before there is a run. */
    public List<ScopeProgress> snapshot() {
        return List.copyOf(scopes.values());
    }
}

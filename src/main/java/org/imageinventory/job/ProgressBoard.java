package org.imageinventory.job;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Progress of the walks: the walks write it, and the display reads it. Thread-safe. */
@Component
public final class ProgressBoard {

    private final Map<String, ScopeProgress> scopes = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private volatile @Nullable Long run;

    ProgressBoard(Clock clock) {
        this.clock = clock;
    }

    /** Replaces the scopes of an earlier run by those of this run. */
    void expect(long runId, Collection<Scope> expected) {
        run = runId;
        scopes.clear();
        expected.forEach(scope -> scopes.put(scope.name(), new ScopeProgress(scope, 0, 0, null, 1, null, false)));
    }

    void pageRead(Scope scope, int pass, int images, long count) {
        scopes.compute(scope.name(), (key, old) -> {
            var before =
                    old == null || old.pass() != pass ? new ScopeProgress(scope, 0, 0, null, pass, null, false) : old;
            var startedAt = old == null || old.startedAt() == null ? clock.instant() : old.startedAt();
            return new ScopeProgress(
                    scope, before.pages() + 1, before.images() + images, count, pass, startedAt, false);
        });
    }

    void ended(Scope scope) {
        scopes.computeIfPresent(
                scope.name(),
                (key, p) -> new ScopeProgress(
                        scope, p.pages(), p.images(), p.imagesExpected(), p.pass(), p.startedAt(), true));
    }

    /** Returns the run; null before there is one. */
    public @Nullable Long run() {
        return run;
    }

    /** Returns the current progress of the run's scopes, sorted by name; empty before there is a run. */
    public List<ScopeProgress> snapshot() {
        return List.copyOf(scopes.values());
    }
}

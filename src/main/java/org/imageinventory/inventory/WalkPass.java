package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all pages of a scope.
 *
 * @param pass 1 to {@value Walks#MOST_PASSES}
 * @param dryRun whether it only compares: nothing of what it sees is written
 * @param lastCompleteStartedAt when the scope's last complete look began; null if there was none
 * @param scopesOfRun keys of all scopes of the run: an owner among them writes its images itself
 */
public record WalkPass(
        long runId,
        long scopeKey,
        Scope scope,
        int pass,
        boolean dryRun,
        @Nullable Instant lastCompleteStartedAt,
        Set<Long> scopesOfRun) {}

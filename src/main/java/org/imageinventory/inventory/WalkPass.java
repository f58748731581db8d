package org.imageinventory.inventory;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pass in which a chunk of images was seen.
 *
 * @param pass 1 to 3
 * @param lastCompleteStartedAt when the scope's last complete look began; null if there was none
 * @param scopesOfRun keys of all scopes of the run: an owner among them writes its images itself
 */
public record WalkPass(
        long runId,
        long scopeKey,
        Scope scope,
        int pass,
        @Nullable Instant lastCompleteStartedAt,
        Set<Long> scopesOfRun) {}

package org.imageinventory.job;

import java.time.Instant;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one scope's walk.
 *
 * @param pages pages read
 * @param images images read
 * @param imagesExpected the API's {@code Count}; null before the first response
 * @param pass 1 to 3; if the list changed during a pass, the walk makes another one
 * @param startedAt null if the walk has not started yet
 * @param ended whether the walk has ended, whatever its result
 */
public record ScopeProgress(
        Scope scope,
        long pages,
        long images,
        @Nullable Long imagesExpected,
        int pass,
        @Nullable Instant startedAt,
        boolean ended) {}

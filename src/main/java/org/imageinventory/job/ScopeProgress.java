package org.imageinventory.job;

import java.time.Instant;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How far one scope's walk has come.
 *
 * @param pages pages read
 * @param images images read
 * @param imagesExpected the API's {@code Count}; null before the first answer
 * @param pass 1 to 3: a list that moves is walked again
 * @param startedAt null while waiting for its turn
 * @param ended whether the walk is over, whatever became of it
 */
public record ScopeProgress(
        Scope scope,
        long pages,
        long images,
        @Nullable Long imagesExpected,
        int pass,
        @Nullable Instant startedAt,
        boolean ended) {}

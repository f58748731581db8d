package org.imageinventory.inventory.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a scope is: a row of {@code scope_freshness}.
 *
 * @param lastCompleteAt the end of its newest complete walk; null if there was none yet
 * @param lastCompleteStartedAt the start of that walk, from which the age counts; null if there was none yet
 * @param lateAfter the age from which it is late
 * @param late whether it is failing, was never walked completely, or is older than that
 * @param inLastRun whether the newest run of its configuration has it; false if it is no longer configured
 * @param liveImages images it holds that are not deleted
 */
public record ScopeFreshness(
        Scope scope,
        @Nullable Instant lastCompleteAt,
        @Nullable Instant lastCompleteStartedAt,
        Duration lateAfter,
        boolean late,
        boolean inLastRun,
        long liveImages) {}

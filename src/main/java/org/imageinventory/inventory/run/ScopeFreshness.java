package org.imageinventory.inventory.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The age of a scope.
 *
 * @param lastCompleteAt the end of its newest complete walk; null if there was none yet
 * @param lastCompleteStartedAt the start of that walk, from which the age counts; null if there was none yet
 * @param liveImages images it holds that are not deleted
 */
public record ScopeFreshness(
        Scope scope, @Nullable Instant lastCompleteAt, @Nullable Instant lastCompleteStartedAt, long liveImages) {}

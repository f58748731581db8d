package org.imageinventory.inventory.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old a scope's picture is.
 *
 * @param lastCompleteAt the end of its newest complete walk; null if there was none yet
 * @param lastCompleteStartedAt the start of that walk: the scope is as old as this; null if there was none yet
 * @param liveImages images it holds that are not deleted
 */
public record ScopeFreshness(
        Scope scope, @Nullable Instant lastCompleteAt, @Nullable Instant lastCompleteStartedAt, long liveImages) {}

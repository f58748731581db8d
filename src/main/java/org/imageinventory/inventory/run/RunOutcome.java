package org.imageinventory.inventory.run;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a run ended: the values of {@code sync_run.outcome}. */
public enum RunOutcome {
    COMPLETE,
    /** Some scopes failed or some missing images could not be settled, all others are complete. */
    PARTIAL,
    /** The mass-delete guard refused a scope's sweep. */
    REFUSED,
    FAILED,
    /** Stopped by a signal after the current chunk; the next run resumes it. */
    STOPPED;

    /** The value as the table and the reports have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null while the run has none. */
    static @Nullable RunOutcome of(@Nullable String label) {
        return label == null ? null : valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Returns the outcome of a run, or of several runs together, whose walks have all ended. */
    public static RunOutcome of(Collection<WalkReport> walks) {
        if (walks.stream().allMatch(walk -> walk.status() == WalkStatus.COMPLETE)) {
            return walks.stream().allMatch(walk -> walk.unsettled() == 0) ? COMPLETE : PARTIAL;
        }
        if (walks.stream().allMatch(walk -> walk.status() == WalkStatus.FAILED)) {
            return FAILED;
        }
        return walks.stream().anyMatch(walk -> walk.status() == WalkStatus.REFUSED) ? REFUSED : PARTIAL;
    }
}

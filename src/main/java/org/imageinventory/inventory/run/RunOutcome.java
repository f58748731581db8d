package org.imageinventory.inventory.run;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The outcome of a run: the values of {@code sync_run.outcome}. */
public enum RunOutcome {
    COMPLETE,
    /** Some scopes failed, or some missing images could not be settled. All others are complete. */
    PARTIAL,
    /** The mass-delete guard refused a scope's sweep. */
    REFUSED,
    FAILED,
    /** Stopped by a signal after the current chunk; the next run resumes it. */
    STOPPED;

    /** Returns the value that the table and the reports use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the outcome with a label; null if the label is null, as it is while the run is running. */
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

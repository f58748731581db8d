package org.imageinventory.inventory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a run ended: the values of {@code sync_run.outcome}. */
public enum RunOutcome {
    COMPLETE,
    /** Some scopes failed, the others are complete. */
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
}

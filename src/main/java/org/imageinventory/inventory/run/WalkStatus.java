package org.imageinventory.inventory.run;

import java.util.Locale;

/** What a walk was worth: the values of {@code walk.status}. */
public enum WalkStatus {
    /** Not ended yet, or its process died. */
    RUNNING,
    /** Every page was answered, the distinct ids equal Count, and Count did not move. */
    COMPLETE,
    /** The list moved under every pass: what was seen counts, what was not seen proves nothing. */
    TORN,
    /** A page could not be had. */
    FAILED,
    /** Walked completely, but more images were missing than the mass-delete guard allows. */
    REFUSED;

    /** The value as the table and the reports have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WalkStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

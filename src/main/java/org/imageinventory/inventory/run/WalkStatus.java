package org.imageinventory.inventory.run;

import java.util.Locale;

/** The status of a walk: the values of {@code walk.status}. */
public enum WalkStatus {
    /** Has not ended yet, or its process died. */
    RUNNING,
    /** Every page was returned, and the number of distinct image IDs equals Count, which did not change. */
    COMPLETE,
    /** The list changed during every pass. This proves nothing about images that the walk did not see. */
    TORN,
    /** A page could not be fetched, a chunk could not be written, or the sweep failed. */
    FAILED,
    /** Walked completely, but more images were missing than the mass-delete guard allows. */
    REFUSED;

    /** Returns the value that the table and the reports use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WalkStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

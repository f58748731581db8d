package org.imageinventory.inventory;

import java.util.Locale;

/** The kind of a revision: the values of {@code image_revision.change_kind}. */
public enum ChangeKind {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED;

    /** Returns the value that the table and the reports use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

package org.imageinventory.inventory;

import java.util.Locale;

/** What a revision records: the values of {@code image_revision.change_kind}. */
public enum ChangeKind {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED;

    /** The value as the table and the reports have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

package org.imageinventory.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A changed field as text, below the heading of its image. */
final class FieldLines {

    private FieldLines() {}

    /**
     * Returns the field with both values.
     *
     * @param oldValue as JSON; null if absent
     * @param newValue as JSON; null if absent
     */
    static List<String> of(String field, @Nullable String oldValue, @Nullable String newValue, Layout layout) {
        var text = field + ": " + Printable.value(oldValue) + " → " + Printable.value(newValue);
        return layout.wrap("  " + Printable.line(text), 4);
    }
}

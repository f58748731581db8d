package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.RecordedChange;

/**
 * The audit trail as text: a heading per image and revision, below it when it changed, and then its fields.
 *
 * @param times how times are written
 */
public record ChangesText(Times times, Layout layout) {

    public List<String> lines(List<RecordedChange> changes) {
        if (changes.isEmpty()) {
            return List.of("no changes");
        }
        var lines = new ArrayList<String>();
        RecordedChange before = null;
        for (var change : changes) {
            if (before == null || !before.isSameRevisionAs(change)) {
                lines.addAll(layout.wrap(heading(change), 4));
                lines.addAll(layout.wrap("  " + when(change), 4));
            }
            if (change.field() != null) {
                lines.addAll(FieldLines.of(change.field(), change.oldValue(), change.newValue(), layout));
            }
            before = change;
        }
        return lines;
    }

    private static String heading(RecordedChange change) {
        return Printable.line(change.kind().label() + " " + change.account() + "/" + change.region() + "/"
                + change.imageId() + (change.imageName() == null ? "" : "  " + change.imageName()));
    }

    private String when(RecordedChange change) {
        return change.notBefore() == null
                ? "first seen " + times.seen(change.validFrom())
                : "between " + times.text(change.notBefore()) + " and " + times.seen(change.validFrom());
    }
}

package org.imageinventory.cli.report;

import java.util.List;
import org.imageinventory.inventory.RecordedChange;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail as text.
 *
 * @param times how times are written
 */
public record ChangesText(Times times) {

    public List<String> lines(List<RecordedChange> changes) {
        if (changes.isEmpty()) {
            return List.of("no changes");
        }
        return changes.stream().map(this::line).toList();
    }

    private String line(RecordedChange change) {
        var line = interval(change) + "  " + change.account() + "/" + change.region() + "/" + change.imageId() + "  "
                + change.kind().label();
        if (change.field() != null) {
            line += "  " + change.field() + ": " + value(change.oldValue()) + " → " + value(change.newValue());
        }
        return Printable.line(line);
    }

    private String interval(RecordedChange change) {
        var notBefore = change.notBefore() == null ? "-" : times.exact(change.notBefore());
        return "(" + notBefore + ", " + times.exact(change.validFrom()) + "]";
    }

    private static String value(@Nullable String json) {
        return json == null ? "none" : json;
    }
}

package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.ImageChange;
import org.imageinventory.job.PendingChanges;

/** The changes that a dry run found, as text: one line per image, and one line per field that differs. */
public final class PendingText {

    private PendingText() {}

    public static List<String> lines(PendingChanges pending, Layout layout) {
        var lines = new ArrayList<String>();
        for (var one : pending.first()) {
            var heading = "would " + verb(one.change()) + " " + one.scope().name() + " "
                    + one.change().imageId();
            lines.addAll(layout.wrap(Printable.line(heading), 4));
            one.change()
                    .changes()
                    .forEach(change ->
                            lines.addAll(FieldLines.of(change.field(), change.oldValue(), change.newValue(), layout)));
        }
        var more = pending.total() - pending.first().size();
        if (more > 0) {
            lines.add("and " + Printable.count(more, "more image"));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private static String verb(ImageChange change) {
        return switch (change.kind()) {
            case CREATED -> "create";
            case UPDATED -> "update";
            case DELETED -> "delete";
            case RESTORED -> "restore";
        };
    }
}

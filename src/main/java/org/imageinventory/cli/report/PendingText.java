package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.image.Change;
import org.imageinventory.inventory.ImageChange;
import org.imageinventory.job.PendingChanges;
import org.jspecify.annotations.Nullable;

/** The changes that a dry run found, as text: one line per image, and one line per field that differs. */
public final class PendingText {

    private PendingText() {}

    public static List<String> lines(PendingChanges pending) {
        var lines = new ArrayList<String>();
        for (var one : pending.first()) {
            lines.add(Printable.line("would " + verb(one.change()) + " "
                    + one.scope().name() + " " + one.change().imageId()));
            one.change().changes().forEach(change -> lines.add("  " + Printable.line(difference(change))));
        }
        var more = pending.total() - pending.first().size();
        if (more > 0) {
            lines.add("and " + more + " more images");
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

    private static String difference(Change change) {
        return change.field() + ": " + value(change.oldValue()) + " → " + value(change.newValue());
    }

    private static String value(@Nullable String json) {
        return json == null ? "none" : json;
    }
}

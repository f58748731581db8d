package org.imageinventory.cli;

import org.imageinventory.cli.report.Printable;
import org.imageinventory.inventory.Difference;
import org.jspecify.annotations.Nullable;

/** Differences as text, one line each. */
final class DifferenceText implements DifferenceReport {

    private final StandardOutput out;
    private long differences;

    DifferenceText(StandardOutput out) {
        this.out = out;
    }

    @Override
    public void accept(Difference difference) {
        differences++;
        out.println(Printable.line(
                (difference.image() == null ? "image_key " + difference.imageKey() : difference.image()) + "  "
                        + difference.table() + "  " + difference.place() + ": expected "
                        + value(difference.expected()) + ", found " + value(difference.found())));
    }

    @Override
    public long conclude(long images) {
        out.println(Printable.count(images, "live image") + " compared with their documents, "
                + (differences == 0 ? "no difference" : Printable.count(differences, "difference")));
        return differences;
    }

    private static String value(@Nullable String value) {
        return Printable.value(value == null ? null : "'" + value + "'");
    }
}

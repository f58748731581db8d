package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.database.Finding;

/** A check's result as text: one line, and below it what to do. */
public final class FindingText {

    private static final int LEVEL_WIDTH = 6;
    private static final int CHECK_WIDTH = 24;

    private FindingText() {}

    public static List<String> lines(Finding finding, Layout layout) {
        var result = level(finding.level()) + "  "
                + DisplayWidth.padRight(Printable.line(finding.check()), CHECK_WIDTH) + "  "
                + Printable.line(finding.detail());
        var lines = new ArrayList<>(layout.wrap(result, LEVEL_WIDTH + CHECK_WIDTH + 2));
        if (finding.advice() != null) {
            lines.addAll(layout.wrap(" ".repeat(LEVEL_WIDTH) + Printable.line(finding.advice()), LEVEL_WIDTH));
        }
        return lines;
    }

    private static String level(Finding.Level level) {
        return switch (level) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
    }
}

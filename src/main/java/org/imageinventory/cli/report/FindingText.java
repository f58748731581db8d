package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.database.Finding;

/** A check's result as text: one line, and below it what to do. */
public final class FindingText {

    private static final int CHECK_WIDTH = 24;

    private FindingText() {}

    public static List<String> lines(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add(level(finding.level()) + "  "
                + DisplayWidth.padRight(Printable.line(finding.check()), CHECK_WIDTH) + "  "
                + Printable.line(finding.detail()));
        if (finding.advice() != null) {
            lines.add("      " + Printable.line(finding.advice()));
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

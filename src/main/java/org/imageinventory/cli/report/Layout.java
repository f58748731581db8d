package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The width of printed text.
 *
 * @param width the number of columns that a line may take
 */
public record Layout(int width) {

    /** Without a limit: tables have all their columns, and nothing is shortened or wrapped. */
    public static final Layout WIDE = new Layout(Integer.MAX_VALUE);

    /** For output that goes to a file or another program. */
    public static final Layout USUAL = new Layout(100);

    private static final int NARROWEST = 60;

    public Layout {
        width = Math.max(NARROWEST, width);
    }

    boolean isWide() {
        return width == Integer.MAX_VALUE;
    }

    /**
     * Returns the text as lines that fit. It is broken at spaces, or within a word that is longer than a line.
     *
     * @param indent the indentation of all lines except the first
     */
    List<String> wrap(String text, int indent) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (DisplayWidth.of(rest) > width) {
            var end = end(rest);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(indent) + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Returns where to break: at the last space after the indentation, unless most of the line would be empty. */
    private int end(String text) {
        var indentation = text.length() - text.stripLeading().length();
        var most = DisplayWidth.prefix(text, width);
        var space = text.lastIndexOf(' ', most);
        return space > indentation + (most - indentation) / 2 ? space : most;
    }
}

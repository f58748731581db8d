package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as text, aligned by display width: words to the left, numbers to the right. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<String> heads;
    private final int words;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Makes a table without rows.
     *
     * @param words the number of columns, from the left, that contain words
     */
    public TextTable(int words, String... heads) {
        this.words = words;
        this.heads = List.of(heads);
    }

    public void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads.size() + " columns");
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> Printable.line(String.valueOf(cell)))
                .toList());
    }

    public List<String> lines() {
        var all = new ArrayList<List<String>>();
        all.add(heads);
        all.addAll(rows);
        var widths = new int[heads.size()];
        for (var row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP);
            line.append(
                    i < words
                            ? DisplayWidth.padRight(row.get(i), widths[i])
                            : DisplayWidth.padLeft(row.get(i), widths[i]));
        }
        return line.toString().stripTrailing();
    }
}

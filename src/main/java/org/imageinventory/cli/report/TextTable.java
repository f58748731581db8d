package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table as text, aligned by display width: words to the left, numbers to the right. If it is too wide, it gets narrower
 * step by step: without some columns, then with the first column shortened in the middle, and at last with the first cell of
 * each row on a line of its own. Two different first cells are never shortened to the same text.
 */
public final class TextTable {

    private static final String GAP = "  ";
    /** A first column that is narrower shows too little of a scope's name. */
    private static final int NARROWEST_NAME = 20;

    private final List<String> heads;
    private final int words;
    private final List<List<String>> rows = new ArrayList<>();
    private Set<String> leftOutIfZero = Set.of();
    private Set<String> onlyWide = Set.of();
    private List<String> dispensable = List.of();

    /**
     * Makes a table without rows.
     *
     * @param words the number of columns, from the left, that contain words
     */
    public TextTable(int words, String... heads) {
        this.words = words;
        this.heads = List.of(heads);
    }

    /** Leaves out each of these columns if it only has zeros. */
    TextTable leaveOutIfZero(String... names) {
        leftOutIfZero = Set.of(names);
        return this;
    }

    /** Leaves out these columns unless the layout is wide. */
    TextTable onlyIfWide(String... names) {
        onlyWide = Set.of(names);
        return this;
    }

    /** Leaves out these columns, in this order, if the table is too wide. */
    TextTable leaveOutIfNarrow(String... names) {
        dispensable = List.of(names);
        return this;
    }

    public void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads.size() + " columns");
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> Printable.line(String.valueOf(cell)))
                .toList());
    }

    public List<String> lines(Layout layout) {
        if (layout.isWide()) {
            return lines(IntStream.range(0, heads.size()).boxed().toList(), Integer.MAX_VALUE);
        }
        var wanted = IntStream.range(0, heads.size())
                .filter(column -> !onlyWide.contains(heads.get(column)) && !isLeftOutAsZero(column))
                .boxed()
                .toList();
        var shown = new ArrayList<>(wanted);
        for (var i = 0; i <= dispensable.size(); i++) {
            var others = width(shown) - width(List.of(0));
            var room = layout.width() - others;
            if (width(List.of(0)) <= room || (room >= NARROWEST_NAME && staysDistinct(room))) {
                return lines(shown, room);
            }
            if (i < dispensable.size()) {
                shown.remove((Integer) heads.indexOf(dispensable.get(i)));
            }
        }
        return records(wanted, layout);
    }

    private boolean isLeftOutAsZero(int column) {
        return leftOutIfZero.contains(heads.get(column))
                && rows.stream().allMatch(row -> row.get(column).equals("0"));
    }

    private boolean staysDistinct(int room) {
        var names = new HashSet<String>();
        var shortened = new HashSet<String>();
        rows.forEach(row -> {
            names.add(row.get(0));
            shortened.add(DisplayWidth.fit(row.get(0), room));
        });
        return names.size() == shortened.size();
    }

    /** Returns the width of a table with these columns. */
    private int width(List<Integer> columns) {
        return columns.stream().mapToInt(this::width).sum() + GAP.length() * (columns.size() - 1);
    }

    private int width(int column) {
        return Math.max(
                DisplayWidth.of(heads.get(column)),
                rows.stream()
                        .mapToInt(row -> DisplayWidth.of(row.get(column)))
                        .max()
                        .orElse(0));
    }

    private List<String> lines(List<Integer> columns, int room) {
        var lines = new ArrayList<String>();
        lines.add(line(heads, columns, room));
        rows.forEach(row -> lines.add(line(row, columns, room)));
        return lines;
    }

    private String line(List<String> row, List<Integer> columns, int room) {
        var line = new StringBuilder();
        for (int column : columns) {
            var cell = row.get(column);
            if (column == 0) {
                cell = DisplayWidth.fit(cell, room);
            }
            var width = column == 0 ? Math.min(room, width(0)) : width(column);
            line.append(line.isEmpty() ? "" : GAP)
                    .append(column < words ? DisplayWidth.padRight(cell, width) : DisplayWidth.padLeft(cell, width));
        }
        return line.toString().stripTrailing();
    }

    /** Returns the first cell of each row on a line of its own, and below it the other cells with their heads. */
    private List<String> records(List<Integer> columns, Layout layout) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.addAll(layout.wrap(row.get(0), 4));
            var line = new StringBuilder();
            for (int column : columns.subList(1, columns.size())) {
                var cell = (heads.get(column).toLowerCase(Locale.ROOT) + " " + row.get(column)).strip();
                if (!line.isEmpty() && DisplayWidth.of(line + GAP + cell) > layout.width()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(GAP).append(cell);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}

package org.imageinventory.cli.report;

/** The width of a text in terminal columns. East Asian wide characters take two, combining characters none. */
public final class DisplayWidth {

    /** The first and last code points of the characters that Unicode calls wide or fullwidth. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private DisplayWidth() {}

    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** Returns the text if it fits, otherwise its start and its end with an ellipsis between them. */
    public static String fit(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        var start = text.substring(0, prefix(text, (width - 1) / 2));
        var from = text.length();
        for (var used = of(start) + 1; from > start.length(); ) {
            var last = text.codePointBefore(from);
            used += of(last);
            if (used > width) {
                break;
            }
            from -= Character.charCount(last);
        }
        return start + "…" + text.substring(from);
    }

    /** Returns the longest start of the text that fits. */
    public static String start(String text, int width) {
        return text.substring(0, prefix(text, width));
    }

    /** Returns the length of the longest start of the text that fits. */
    static int prefix(String text, int width) {
        var length = 0;
        for (var used = 0; length < text.length(); ) {
            var next = text.codePointAt(length);
            used += of(next);
            if (used > width) {
                break;
            }
            length += Character.charCount(next);
        }
        return length;
    }

    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    private static int of(int codePoint) {
        var type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (var range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}

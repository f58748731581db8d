package org.imageinventory.cli.report;

import java.util.regex.Pattern;

/** Text from outside, made safe for a terminal. */
public final class Printable {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{202A}-\\x{202E}]+");

    private Printable() {}

    /** Returns the text as one line, without characters that control a terminal. */
    public static String line(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }
}

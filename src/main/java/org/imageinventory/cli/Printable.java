package org.imageinventory.cli;

import java.util.regex.Pattern;

/** Text from outside made fit for a terminal. */
final class Printable {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{202A}-\\x{202E}]+");

    private Printable() {}

    /** One line, without characters that steer a terminal. */
    static String line(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }
}

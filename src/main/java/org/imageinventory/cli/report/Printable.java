package org.imageinventory.cli.report;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words of reports; text from outside is made safe for a terminal. */
public final class Printable {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{202A}-\\x{202E}]+");

    /** The word for a value that does not exist. */
    private static final String ABSENT = "none";

    private Printable() {}

    /** Returns the text as one line, without characters that control a terminal. */
    public static String line(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** Returns the value, or the word that all reports use if there is none. */
    public static String value(@Nullable String value) {
        return value == null ? ABSENT : value;
    }

    /** Returns whether a text could be mistaken for the word for an absent value. */
    static boolean isAmbiguous(String text) {
        return text.isEmpty() || text.equals(ABSENT);
    }

    /** Returns a number with its noun, such as {@code 1 image} and {@code 2 images}. */
    public static String count(long number, String singular) {
        return number + " " + (number == 1 ? singular : plural(singular));
    }

    private static String plural(String singular) {
        return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }
}

package org.imageinventory.inventory.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one check of {@code doctor} found.
 *
 * @param check what was looked at
 * @param detail what was seen
 * @param advice a way out; null where none is needed
 */
public record Finding(String check, Level level, String detail, @Nullable String advice) {

    public static Finding ok(String check, String detail) {
        return new Finding(check, Level.OK, detail, null);
    }

    public static Finding warn(String check, String detail, String advice) {
        return new Finding(check, Level.WARN, detail, advice);
    }

    public static Finding fail(String check, String detail, @Nullable String advice) {
        return new Finding(check, Level.FAIL, detail, advice);
    }

    /** How bad it is. */
    public enum Level {
        OK,
        /** Works, but may not do what was meant. */
        WARN,
        /** A sync would fail. */
        FAIL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

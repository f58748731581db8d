package org.imageinventory.inventory.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check of {@code doctor}.
 *
 * @param check name of what was checked
 * @param detail what the check found
 * @param advice what to do; null if nothing
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

    /** The severity. */
    public enum Level {
        OK,
        /** A sync would work, but may not do what you intended. */
        WARN,
        /** A sync would fail. */
        FAIL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

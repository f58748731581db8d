package org.imageinventory.image;

import java.util.Locale;

/**
 * A value from the API that has no column, or does not fit its column.
 *
 * @param field the API path without keys, such as {@code Rating} or {@code TagList[].Color}
 * @param example the value as JSON
 */
public record Anomaly(String field, Type type, String example) {

    /** The values of {@code field_anomaly.kind}. */
    public enum Type {
        UNKNOWN,
        MALFORMED;

        /** Returns the value as in the table. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

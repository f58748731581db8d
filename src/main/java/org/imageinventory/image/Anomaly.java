package org.imageinventory.image;

import java.util.Locale;

/**
 * Something the API sent that has no column, or does not fit it.
 *
 * @param field the API path without keys, such as {@code Rating} or {@code TagList[].Color}
 * @param example the value as JSON
 */
public record Anomaly(String field, Type type, String example) {

    /** The values of {@code field_anomaly.kind}. */
    public enum Type {
        UNKNOWN,
        MALFORMED;

        /** The value as the table has it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

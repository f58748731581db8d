package org.imageinventory.testing;

import java.util.Locale;

/**
 * A place between two statements of a program.
 *
 * @param sql the statement, with each white space reduced to one blank
 * @param occurrence how many times the program has sent that statement, including this time
 * @param side whether the place is before or after the statement
 */
public record Boundary(String sql, int occurrence, Side side) {

    private static final int READABLE = 160;

    /** The side of the statement. */
    public enum Side {
        /** The server has not received the statement. */
        BEFORE,

        /**
         * The server has executed the statement, and has committed it if it is a commit. The program has not received
         * the result.
         */
        AFTER
    }

    public Boundary {
        if (sql.isBlank() || occurrence < 1) {
            throw new IllegalArgumentException("no statement: " + occurrence + " of '" + sql + "'");
        }
    }

    @Override
    public String toString() {
        var shown = sql.length() <= READABLE ? sql : sql.substring(0, READABLE) + "…";
        return "%s number %d of: %s".formatted(side.name().toLowerCase(Locale.ROOT), occurrence, shown);
    }
}

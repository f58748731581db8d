package org.imageinventory.testing;

import java.util.Locale;

/**
 * A place between two statements of a program.
 *
 * @param sql the statement, with one blank for each white space
 * @param occurrence how many times the program has sent that statement, this one included
 * @param side of the statement
 */
public record Boundary(String sql, int occurrence, Side side) {

    private static final int READABLE = 160;

    /** Where at a statement. */
    public enum Side {
        /** The server has not received it. */
        BEFORE,

        /** The server has executed it, and committed where it commits; the program has not received the result. */
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

package org.imageinventory.inventory.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An error of the database.
 *
 * @param code such as {@code LockTimeout}; {@code Database} and the SQL state if the error has no name
 * @param message the first line of the message of the server or the driver
 */
public record DatabaseError(DatabaseErrorKind kind, String code, String message) {

    /** Returns the innermost database error of a failure; null if there is none. */
    public static @Nullable DatabaseError of(Throwable thrown) {
        @Nullable SQLException innermost = null;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost == null ? null : of(innermost);
    }

    private static DatabaseError of(SQLException error) {
        var state = error.getSQLState();
        var kind = DatabaseErrorKind.ofState(state);
        return new DatabaseError(
                kind,
                kind.code(state),
                String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
    }

    /** Returns this error as a run sees it: a run had a session, so an unreachable server means that it lost it. */
    public DatabaseError inRun() {
        return switch (kind) {
            case UNREACHABLE, STARTING ->
                new DatabaseError(DatabaseErrorKind.SESSION_ENDED, DatabaseErrorKind.SESSION_ENDED.code(null), message);
            default -> this;
        };
    }
}

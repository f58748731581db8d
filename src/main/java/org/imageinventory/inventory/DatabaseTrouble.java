package org.imageinventory.inventory;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the database refused, in a word.
 *
 * @param code ours, such as {@code LockTimeout}; else {@code Database} and the SQL state
 * @param message the server's or the driver's own, one line
 * @param isPassing whether the same may be granted in a moment
 */
public record DatabaseTrouble(String code, String message, boolean isPassing) {

    /** The trouble at the root of a failure; null if the database is not. */
    public static @Nullable DatabaseTrouble of(Throwable thrown) {
        @Nullable SQLException refusal = null;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                refusal = sql;
            }
        }
        if (refusal == null) {
            return null;
        }
        var code = code(refusal.getSQLState());
        return new DatabaseTrouble(
                code,
                String.valueOf(refusal.getMessage()).lines().findFirst().orElse(""),
                code.equals("LockTimeout") || code.equals("Deadlock") || code.equals("SerializationFailure"));
    }

    private static String code(@Nullable String state) {
        if (state == null || state.startsWith("08")) {
            return "DatabaseConnectionLost"; // without a state it is the pool that speaks
        }
        return switch (state) {
            case "55P03" -> "LockTimeout";
            case "40P01" -> "Deadlock";
            case "40001" -> "SerializationFailure";
            case "57014" -> "StatementCanceled";
            case "53100" -> "DiskFull";
            case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> "DatabaseConnectionLost";
            default -> "Database" + state;
        };
    }
}

package org.imageinventory.cli;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.imageinventory.inventory.database.DatabaseError;
import org.jspecify.annotations.Nullable;

/** The mapping from errors of the database to failures that name the database. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    /** Returns the failure, or null if no database error caused the exception. */
    static @Nullable Failure of(Throwable thrown, @Nullable DatabaseAddress database) {
        var error = DatabaseError.of(thrown);
        if (error == null) {
            return null;
        }
        var where = "database " + (database == null ? "" : database + ": ");
        return new Failure(
                ExitCode.FAILED,
                error.code(),
                where + cause(error.message(), Causes.of(thrown).innermost()),
                error.kind().advice());
    }

    private static String cause(String message, Throwable innermost) {
        if (innermost instanceof UnknownHostException) {
            return "unknown host " + Causes.text(innermost);
        }
        if (innermost instanceof SocketException || innermost instanceof SocketTimeoutException) {
            // The driver's message adds advice that does not fit this program.
            return "no connection: " + Causes.text(innermost);
        }
        return message + (innermost instanceof SQLException ? "" : " (" + Causes.text(innermost) + ")");
    }
}

package org.imageinventory.cli;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import org.imageinventory.inventory.DatabaseTrouble;
import org.jspecify.annotations.Nullable;

/** What a database's refusal means, by its SQL state. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    static Failure of(SQLException failure, @Nullable DatabaseAddress database) {
        var root = root(failure);
        var where = "database " + (database == null ? "" : database + ": ");
        return new Failure(ExitCode.FAILED, code(root), where + cause(root), advice(root));
    }

    /** The codes of walks, and one for a session that could not be opened. */
    private static String code(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "08001", "57P03" -> "DatabaseUnreachable";
            default -> Objects.requireNonNull(DatabaseTrouble.of(failure)).code();
        };
    }

    /** The server's or the driver's own refusal, below the pool's and other wrappings. */
    private static SQLException root(SQLException failure) {
        var root = failure;
        for (var cause : Failure.chain(failure)) {
            if (cause instanceof SQLException sql) {
                root = sql;
            }
        }
        return root;
    }

    private static String cause(SQLException failure) {
        var deepest = Failure.chain(failure);
        var last = deepest.get(deepest.size() - 1);
        if (last instanceof UnknownHostException) {
            return "unknown host " + Failure.text(last);
        }
        if (last instanceof SocketException || last instanceof SocketTimeoutException) {
            // The driver's own words add advice that fits this program badly.
            return "no connection: " + Failure.text(last);
        }
        return Failure.text(failure) + (last == failure ? "" : " (" + Failure.text(last) + ")");
    }

    private static @Nullable String advice(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "28P01", "28000" -> "check spring.datasource.username and password, and the server's pg_hba.conf";
            case "3D000" -> "create the database (createdb), or correct spring.datasource.url";
            case "42501" -> "grant the right to spring.datasource.username; doctor lists what is missing";
            case "25006" -> "the database can only be read: run doctor, which names the reason";
            case "3F000", "42P01", "42703" -> "the schema is missing or behind: run migrate with a role that may";
            case "53300" -> "the server has no free connection: try again later, or raise its max_connections";
            case "55P03", "40P01", "40001" ->
                "another session held what was needed: see pg_stat_activity, and try again";
            case "57014" -> "if the database is merely slow, raise inventory.database.statement-timeout";
            case "53100" -> "make room on the database's disk";
            case "57P03" -> "the server is starting up or shutting down: try again";
            default ->
                state.startsWith("08")
                        ? "check spring.datasource.url, and that the server runs and may be reached from here"
                        : null;
        };
    }
}

package org.imageinventory.inventory.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of database errors, by their SQL states, and what you can do about each. */
public enum DatabaseErrorKind {
    LOCK_TIMEOUT("LockTimeout", true, Advice.BLOCKED, "55P03"),
    DEADLOCK("Deadlock", true, Advice.BLOCKED, "40P01"),
    SERIALIZATION_FAILURE("SerializationFailure", true, Advice.BLOCKED, "40001"),
    STATEMENT_CANCELED(
            "StatementCanceled",
            "Someone canceled the statement, or it took longer than inventory.database.statement-timeout. If the database"
                    + " is merely slow, raise that limit.",
            "57014"),
    DISK_FULL("DiskFull", "Free space on the database's disk.", "53100"),
    UNREACHABLE("DatabaseUnreachable", Advice.CONNECTION, "08001"),
    STARTING("DatabaseUnreachable", "The server is starting up or shutting down: try again.", "57P03"),
    SESSION_ENDED(
            "DatabaseConnectionLost",
            "The server or one of its timeouts ended the session: see the server's log.",
            "57P01",
            "57P02",
            "57P05",
            "25P03",
            "25P04"),
    CONNECTION_LOST("DatabaseConnectionLost", Advice.CONNECTION, "08000", "08003", "08006", "08P01"),
    LOGIN(null, "Check spring.datasource.username and password, and the server's pg_hba.conf.", "28P01", "28000"),
    NO_DATABASE(null, "Create the database (createdb), or correct spring.datasource.url.", "3D000"),
    NO_PRIVILEGE(null, "Grant the privilege to spring.datasource.username; 'doctor' lists what is missing.", "42501"),
    READ_ONLY(null, "The database is read-only: run 'doctor', which reports the reason.", "25006"),
    NO_SCHEMA(
            null,
            "The schema is missing or outdated: run 'migrate' with a role that may create it.",
            "3F000",
            "42P01",
            "42703"),
    NO_CONNECTION_SLOT(
            null, "The server has no free connection: try again later, or raise its max_connections.", "53300"),
    OTHER(null, (String) null);

    private final @Nullable String code;
    private final boolean isTransient;
    private final @Nullable String advice;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> states;

    DatabaseErrorKind(@Nullable String code, @Nullable String advice, String... states) {
        this(code, false, advice, states);
    }

    DatabaseErrorKind(@Nullable String code, boolean isTransient, @Nullable String advice, String... states) {
        this.code = code;
        this.isTransient = isTransient;
        this.advice = advice;
        this.states = List.of(states);
    }

    /**
     * Returns the kind of an SQL state.
     *
     * @param state null if the error came from the driver or the pool, not from the server
     */
    static DatabaseErrorKind ofState(@Nullable String state) {
        if (state == null) {
            return CONNECTION_LOST;
        }
        for (var kind : values()) {
            if (kind.states.contains(state)) {
                return kind;
            }
        }
        return state.startsWith("08") ? CONNECTION_LOST : OTHER;
    }

    /** Returns the kind of a code that a walk has stored; {@link #OTHER} if the database did not cause it. */
    public static DatabaseErrorKind ofCode(String code) {
        for (var kind : values()) {
            if (code.equals(kind.code)) {
                return kind;
            }
        }
        return code.startsWith(Advice.PREFIX) ? ofState(code.substring(Advice.PREFIX.length())) : OTHER;
    }

    String code(@Nullable String state) {
        return code == null ? Advice.PREFIX + state : code;
    }

    /** Whether the same statement may succeed a moment later. */
    public boolean isTransient() {
        return isTransient;
    }

    /** Returns what you can do; null if that is not known. */
    public @Nullable String advice() {
        return advice;
    }

    /** Texts for the constants above, which cannot use static fields of their own enum. */
    private static final class Advice {

        static final String PREFIX = "Database";
        static final String BLOCKED =
                "Another session held a lock or row that was needed: see pg_stat_activity while it lasts, and try again.";
        static final String CONNECTION =
                "Check spring.datasource.url, and that the server runs and is reachable from here.";
    }
}

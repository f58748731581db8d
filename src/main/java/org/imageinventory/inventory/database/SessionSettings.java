package org.imageinventory.inventory.database;

/**
 * What a session of this program depends on, set whatever the role's, the database's and the server's own settings are. The
 * driver itself sets client_encoding, DateStyle, TimeZone and extra_float_digits as it connects.
 *
 * <p>Left to those who run the database: what decides about speed, memory, durability (synchronous_commit), logging,
 * tablespaces, row_security and the role; and default_transaction_read_only, which is there to keep programs from writing,
 * see {@link DatabaseRequirements}.
 */
final class SessionSettings {

    // The first one first: a time limit of the role's may be too short for all the others.
    private static final String LIMITS =
            """
            SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d;
            """;

    private static final String SAME_FOR_ALL =
            """
            -- Our SQL qualifies all names but those of pg_catalog, which comes first if it is not listed. Someone's own
            -- trigger on our tables may need public.
            SET search_path = public;
            -- How texts and arrays are read; with array_nulls off, a null in an array is the text NULL.
            SET standard_conforming_strings = on; SET array_nulls = on; SET transform_null_equals = off;
            SET IntervalStyle = postgres; SET bytea_output = hex; SET timezone_abbreviations = 'Default';
            -- Chunks are written as READ COMMITTED, and are written again after an error.
            SET default_transaction_isolation = 'read committed'; SET default_transaction_deferrable = off;
            SET exit_on_error = off;
            -- A plan made while a table was empty must not be kept for when it is full.
            SET plan_cache_mode = force_custom_plan;
            SET client_min_messages = warning;
            -- A client whose host is unreachable is ended within a minute, and with it its locks. A Unix-domain socket has
            -- no such settings and needs none.
            SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = 45000;
            -- An idle session is nothing wrong, and a transaction is as long as its statements. The second is of PostgreSQL
            -- 17, and the check of the version reports a server that is too old.
            SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
            WHERE name IN ('idle_session_timeout', 'transaction_timeout')
            """;

    private SessionSettings() {}

    /** The statements that a session begins with. */
    static String sql(SessionLimits limits) {
        return LIMITS.formatted(
                        limits.statement().toMillis(),
                        limits.lock().toMillis(),
                        limits.idleInTransaction().toMillis())
                + SAME_FOR_ALL;
    }
}

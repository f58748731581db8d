package org.imageinventory.inventory.database;

/**
 * Settings that each session of this program needs. They override the settings of the role, the database and the
 * server. The driver itself sets client_encoding, DateStyle, TimeZone and extra_float_digits when it connects.
 *
 * <p>Other settings are left to those who run the database: for speed, memory, durability (synchronous_commit),
 * logging, tablespaces, row_security and the role. So is default_transaction_read_only, which is meant to stop programs
 * from writing, see {@link DatabaseRequirements}.
 */
final class SessionSettings {

    // statement_timeout is set first, because the role's own value may be too short for the other statements.
    private static final String LIMITS =
            """
            SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d;
            """;

    private static final String SAME_FOR_ALL =
            """
            -- Our SQL qualifies all names except those of pg_catalog, which is searched first if it is not listed. A
            -- trigger that someone has added to our tables may need public.
            SET search_path = public;
            -- How texts and arrays are read; with array_nulls off, a null in an array is the text NULL.
            SET standard_conforming_strings = on; SET array_nulls = on; SET transform_null_equals = off;
            SET IntervalStyle = postgres; SET bytea_output = hex; SET timezone_abbreviations = 'Default';
            -- Chunks are written as READ COMMITTED, and are retried after an error.
            SET default_transaction_isolation = 'read committed'; SET default_transaction_deferrable = off;
            SET exit_on_error = off;
            -- A plan that was made for an empty table must not be reused when the table is full.
            SET plan_cache_mode = force_custom_plan;
            SET client_min_messages = warning;
            -- A client whose host is unreachable is ended within a minute, and with it its locks. A Unix-domain socket has
            -- no such settings and needs none.
            SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = 45000;
            -- No limit for idle sessions and for transactions. transaction_timeout exists since PostgreSQL 17. An old
            -- server must not fail here, because the check of the version reports it.
            SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
            WHERE name IN ('idle_session_timeout', 'transaction_timeout')
            """;

    private SessionSettings() {}

    /** Returns the statements that a session starts with. */
    static String sql(SessionLimits limits) {
        return LIMITS.formatted(
                        limits.statement().toMillis(),
                        limits.lock().toMillis(),
                        limits.idleInTransaction().toMillis())
                + SAME_FOR_ALL;
    }
}

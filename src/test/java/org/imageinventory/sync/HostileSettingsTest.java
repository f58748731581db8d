package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ExampleAnswer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A role with unusual values for all settings that a role can have. It writes the same as an ordinary role in
 * migrations, a first load, a later run and a rebuild.
 */
class HostileSettingsTest {

    @RegisterExtension
    static final PostgresDatabase ORDINARY = new PostgresDatabase();

    @RegisterExtension
    static final PostgresDatabase HOSTILE = new PostgresDatabase();

    private static final String ROLE = "hostile_" + UUID.randomUUID().toString().substring(0, 8);
    private static final String PASSWORD = "of-a-test";

    /** Short enough to end the slow statement below, but long enough to log in on a busy machine. */
    private static final String TIMEOUT = "1s";

    /**
     * Settings with the opposite value. Omitted are settings that prevent writing by design, that a role cannot have,
     * or that only fill the server's log.
     */
    private static final String SWITCHES =
            """
            SELECT name, CASE setting WHEN 'on' THEN 'off' ELSE 'on' END
            FROM pg_settings
            WHERE context = 'user' AND vartype = 'bool'
              AND name NOT IN ('default_transaction_read_only', 'transaction_read_only', 'transaction_deferrable')
              AND name !~ '^(debug|trace|log)_'
            """;

    private static final String VALUES =
            """
            SELECT name, value
            FROM (VALUES
                ('statement_timeout', '%1$s'), ('lock_timeout', '1ms'), ('idle_in_transaction_session_timeout', '%1$s'),
                ('transaction_timeout', '%1$s'), ('idle_session_timeout', '5s'),
                ('default_transaction_isolation', 'serializable'), ('search_path', 'traps, pg_catalog'),
                ('DateStyle', 'German, DMY'), ('TimeZone', 'Pacific/Chatham'), ('IntervalStyle', 'sql_standard'),
                ('extra_float_digits', '-15'), ('bytea_output', 'escape'), ('client_encoding', 'LATIN1'),
                ('client_min_messages', 'error'), ('plan_cache_mode', 'force_generic_plan'),
                ('timezone_abbreviations', 'Australia'), ('backslash_quote', 'off'), ('synchronous_commit', 'off'),
                ('xmloption', 'document'), ('xmlbinary', 'hex'), ('constraint_exclusion', 'on'),
                ('debug_parallel_query', 'on'), ('gin_fuzzy_search_limit', '1'), ('work_mem', '64kB'),
                ('join_collapse_limit', '1'), ('cursor_tuple_fraction', '0'), ('application_name', 'hostile')
                ) AS v (name, value)
            JOIN pg_settings USING (name)
            """
                    .formatted(TIMEOUT);

    private static final String VIEW =
            """
            SELECT image_id, to_jsonb(i) - ARRAY['image_key', 'first_seen_at', 'changed_at', 'document']
            FROM inventory.image_as_of(clock_timestamp()) i ORDER BY image_id
            """;

    private static final StandIn API =
            StandIn.builder().images(60).seed(5).build().start();

    @BeforeAll
    static void makeRole() {
        API.inventory().add(ExampleAnswer.image().toString());
        OddDocuments.ALL.forEach(API.inventory()::add);
        var admin = Sql.on(HOSTILE);
        admin.run(
                "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + PASSWORD + "'",
                "GRANT CREATE ON DATABASE "
                        + admin.rows("SELECT current_database()").get(0) + " TO " + ROLE,
                "CREATE SCHEMA traps",
                "GRANT USAGE ON SCHEMA traps TO " + ROLE,
                "CREATE FUNCTION traps.now() RETURNS timestamptz RETURN '1970-01-01Z'::timestamptz",
                "CREATE FUNCTION traps.jsonb_typeof(jsonb) RETURNS text RETURN 'trap'",
                "CREATE FUNCTION traps.lower(text) RETURNS text RETURN 'trap'",
                "CREATE FUNCTION traps.slow() RETURNS event_trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(1.5); END'",
                "CREATE EVENT TRIGGER slow ON ddl_command_start WHEN TAG IN ('CREATE TRIGGER')"
                        + " EXECUTE FUNCTION traps.slow()",
                "ALTER ROLE " + ROLE + " SET plpgsql.extra_errors = 'all'");
        var settings = new ArrayList<String>();
        settings.addAll(admin.rows(SWITCHES));
        settings.addAll(admin.rows(VALUES));
        assertThat(settings).hasSizeGreaterThan(50).contains("array_nulls|off", "standard_conforming_strings|off");
        for (var setting : settings) {
            var parts = setting.split("\\|", -1);
            var value = parts[0].equals("search_path") ? parts[1] : "'" + parts[1] + "'";
            admin.run("ALTER ROLE " + ROLE + " SET " + parts[0] + " = " + value);
        }
    }

    @AfterAll
    static void stop() {
        API.close();
        Sql.on(HOSTILE).run("DROP EVENT TRIGGER slow", "DROP OWNED BY " + ROLE + " CASCADE", "DROP ROLE " + ROLE);
    }

    @Test
    void theRowsAreThoseOfAnOrdinaryRole() {
        var programs = List.of(
                Program.on(ORDINARY, API),
                Program.on(HOSTILE, API)
                        .with("spring.datasource.username", ROLE)
                        .with("spring.datasource.password", PASSWORD));

        assertAll(programs, "doctor", "migrate", "sync");
        assertSameContents();

        var ids = API.inventory().ids(Map.of("ProductType", "CloudApp"));
        API.inventory()
                .patch(ids.get(0), Map.of("ImageName", "back\\slash '' quote", "FeatureList", List.of("NULL", "")));
        API.inventory().delete(ids.get(1));
        API.inventory().add("{\"ImageId\": \"img-new\", \"ProductType\": \"CloudApp\"}");
        assertAll(programs, "sync", "verify", "rebuild", "verify");
        assertSameContents();
        assertThat(new Tables(HOSTILE).count("image_revision")).isEqualTo(new Tables(ORDINARY).count("image_revision"));
        assertAll(programs, "status", "changes", "show img-new", "prune --keep 0d", "sync");
        assertSameContents();
    }

    private static void assertAll(List<Program> programs, String... commands) {
        for (var command : commands) {
            programs.forEach(program -> assertExit(program.run(command.split(" ", -1)), 0));
        }
    }

    private static void assertSameContents() {
        assertThat(new Tables(HOSTILE).contents()).isEqualTo(new Tables(ORDINARY).contents());
        // The results of the functions and views, which the role created.
        assertThat(new Tables(HOSTILE).values(VIEW)).isEqualTo(new Tables(ORDINARY).values(VIEW));
    }
}

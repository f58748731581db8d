package org.imageinventory.inventory;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@code doctor} asks the database. Every method throws if it does not answer. */
@Component
public final class DatabaseCheck {

    private static final int OLDEST_VERSION = 140_000;

    private final JdbcClient jdbc;
    private final Migration migration;

    DatabaseCheck(DataSource database, Migration migration) {
        this.jdbc = JdbcClient.create(database);
        this.migration = migration;
    }

    /** Whether it answers, and which server and role that is. */
    public Finding server() {
        var check = "database";
        var server = jdbc.sql(
                        """
                        SELECT current_setting('server_version_num')::int AS version,
                               current_setting('server_version') AS version_text,
                               current_user AS role,
                               pg_is_in_recovery() AS standby
                        """)
                .query(Server.class)
                .single();
        var detail = "PostgreSQL " + server.versionText() + " as " + server.role();
        if (server.version() < OLDEST_VERSION) {
            return Finding.fail(check, detail, "use PostgreSQL 14 or later");
        }
        if (server.standby()) {
            return Finding.fail(check, detail + ", a read-only standby", "set spring.datasource.url to the primary");
        }
        return Finding.ok(check, detail);
    }

    /** Whether the schema is up to date. */
    public Finding schema(boolean mayMigrate) {
        var check = "schema";
        var state = migration.state();
        var version = state.version() == null ? "not there yet" : "version " + state.version();
        if (state.pending().isEmpty()) {
            return Finding.ok(check, version + ", up to date");
        }
        var detail = version + ", to be applied: " + String.join(", ", state.pending());
        return mayMigrate
                ? Finding.ok(check, detail + " (by the next sync)")
                : Finding.fail(check, detail, "run migrate with a role that may create tables");
    }

    /** Whether the role may do what a sync does. */
    public Finding rights(boolean mayMigrate) {
        var missing = jdbc.sql(
                        """
                        WITH wanted (name) AS (VALUES ('inventory'), ('batch')),
                        -- Rights in a schema that is not there yet come with its creation.
                        present AS (SELECT n.oid, n.nspname FROM pg_namespace n JOIN wanted w ON w.name = n.nspname)
                        SELECT 'CREATE ON DATABASE ' || quote_ident(current_database()) AS missing
                        WHERE :mayMigrate
                          AND (SELECT count(*) FROM present) < (SELECT count(*) FROM wanted)
                          AND NOT has_database_privilege(current_database(), 'CREATE')
                        UNION ALL
                        SELECT r.name || ' ON SCHEMA ' || p.nspname
                        FROM present p CROSS JOIN (VALUES ('USAGE'), ('CREATE')) r (name)
                        WHERE (:mayMigrate OR r.name = 'USAGE') AND NOT has_schema_privilege(p.oid, r.name)
                        UNION ALL
                        -- History is append-only, and Flyway's table is only read when nothing is migrated.
                        SELECT string_agg(r.name, ', ' ORDER BY r.place) || ' ON TABLE ' || p.nspname || '.' || c.relname
                        FROM present p
                        JOIN pg_class c ON c.relnamespace = p.oid AND c.relkind IN ('r', 'p')
                        CROSS JOIN (VALUES (1, 'SELECT'), (2, 'INSERT'), (3, 'UPDATE')) r (place, name)
                        WHERE NOT has_table_privilege(c.oid, r.name)
                          AND NOT (r.name = 'UPDATE' AND c.relname IN ('image_revision', 'image_change'))
                          AND NOT (r.name <> 'SELECT' AND c.relname = 'flyway_schema_history' AND NOT :mayMigrate)
                        GROUP BY p.nspname, c.relname
                        """)
                .param("mayMigrate", mayMigrate)
                .query(String.class)
                .list();
        if (missing.isEmpty()) {
            return Finding.ok("rights", mayMigrate ? "enough to migrate and to write" : "enough to write");
        }
        return Finding.fail("rights", "missing: " + String.join("; ", missing), "let an owner run: " + grants(missing));
    }

    private String grants(List<String> missing) {
        var role =
                jdbc.sql("SELECT quote_ident(current_user)").query(String.class).single();
        return String.join(
                " ",
                missing.stream()
                        .map(right -> "GRANT " + right + " TO " + role + ";")
                        .toList());
    }

    private record Server(int version, String versionText, String role, boolean standby) {}
}

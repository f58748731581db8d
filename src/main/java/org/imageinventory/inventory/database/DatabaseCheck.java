package org.imageinventory.inventory.database;

import static java.util.stream.Collectors.joining;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks of the database for {@code doctor}. Each method throws if the database does not respond. */
@Component
public final class DatabaseCheck {

    private final JdbcClient jdbc;
    private final DatabaseRequirements requirements;
    private final Migration migration;
    private final RunLock lock;

    DatabaseCheck(DataSource database, DatabaseRequirements requirements, Migration migration, RunLock lock) {
        this.jdbc = JdbcClient.create(database);
        this.requirements = requirements;
        this.migration = migration;
        this.lock = lock;
    }

    /** Checks whether the database can hold an inventory; reports its version and the role. */
    public List<Finding> suitability() {
        var findings = requirements.check();
        if (findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL)) {
            try {
                lock.requirePossible();
            } catch (RunLockException e) {
                return List.of(Finding.fail("database", String.valueOf(e.getMessage()), e.advice()));
            }
        }
        return findings;
    }

    /** Checks whether the schema is up to date. */
    public Finding schema(boolean mayMigrate) {
        var check = "schema";
        var state = migration.state();
        var version = state.version() == null ? "not created yet" : "version " + state.version();
        if (state.isNewer()) {
            return Finding.fail(check, version + ", newer than this program", "run the program that migrated it");
        }
        if (state.pending().isEmpty()) {
            return Finding.ok(check, version + ", up to date");
        }
        var detail = version + "; pending migrations: " + String.join(", ", state.pending());
        return mayMigrate
                ? Finding.ok(check, detail + " (by the next sync)")
                : Finding.fail(check, detail, "run migrate with a role that may create tables");
    }

    /** Checks whether the role has the privileges that a sync needs. */
    public Finding rights(boolean mayMigrate) {
        var missing = jdbc.sql(
                        """
                        WITH wanted (name) AS (VALUES ('inventory'), ('batch')),
                        -- The role that creates a schema has all rights in it.
                        present AS (SELECT n.oid, n.nspname FROM pg_namespace n JOIN wanted w ON w.name = n.nspname),
                        -- History is append-only; lists and sightings are rewritten; Flyway's table is only read
                        -- when nothing is migrated.
                        tables AS (
                            SELECT p.nspname, c.relname, string_agg(r.name, ', ' ORDER BY r.place) AS rights
                            FROM present p
                            JOIN pg_class c ON c.relnamespace = p.oid AND c.relkind IN ('r', 'p')
                            CROSS JOIN (VALUES (1, 'SELECT'), (2, 'INSERT'), (3, 'UPDATE'), (4, 'DELETE')) r (place, name)
                            WHERE NOT has_table_privilege(c.oid, r.name)
                              AND NOT (r.name = 'UPDATE' AND c.relname IN ('image_revision', 'image_change'))
                              -- A sync deletes rows only from tables image_*, sighting and missing_image.
                              AND NOT (r.name = 'DELETE'
                                       AND (c.relname !~ '^(image_|sighting$|missing_image$)'
                                            OR c.relname IN ('image_revision', 'image_change')))
                              AND NOT (r.name <> 'SELECT' AND c.relname = 'flyway_schema_history' AND NOT :mayMigrate)
                            GROUP BY p.nspname, c.relname)
                        SELECT 'CREATE' AS rights, 'DATABASE ' || quote_ident(current_database()) AS target, 0 AS tables
                        WHERE :mayMigrate
                          AND (SELECT count(*) FROM present) < (SELECT count(*) FROM wanted)
                          AND NOT has_database_privilege(current_database(), 'CREATE')
                        UNION ALL
                        SELECT string_agg(r.name, ', '), 'SCHEMA ' || p.nspname, 0
                        FROM present p CROSS JOIN (VALUES ('USAGE'), ('CREATE')) r (name)
                        WHERE (:mayMigrate OR r.name = 'USAGE') AND NOT has_schema_privilege(p.oid, r.name)
                        GROUP BY p.nspname
                        UNION ALL
                        SELECT rights, string_agg(nspname || '.' || relname, ', ' ORDER BY relname), count(*)
                        FROM tables
                        GROUP BY nspname, rights
                        UNION ALL
                        -- Also sequences of identity columns: the writer reserves keys in advance.
                        SELECT 'USAGE', 'SEQUENCE ' || string_agg(p.nspname || '.' || c.relname, ', ' ORDER BY c.relname), 0
                        FROM present p
                        JOIN pg_class c ON c.relnamespace = p.oid
                        -- CASE, because the function fails for other relations, and AND has no fixed order.
                        WHERE CASE c.relkind WHEN 'S' THEN NOT has_sequence_privilege(c.oid, 'USAGE') END
                        GROUP BY p.nspname
                        """)
                .param("mayMigrate", mayMigrate)
                .query(Missing.class)
                .list();
        if (missing.isEmpty()) {
            return Finding.ok("rights", mayMigrate ? "enough to migrate and to write" : "enough to write");
        }
        var role =
                jdbc.sql("SELECT quote_ident(current_user)").query(String.class).single();
        return Finding.fail(
                "rights",
                "missing: " + missing.stream().map(Missing::summary).collect(joining("; ")),
                "let an owner run: "
                        + missing.stream().map(right -> right.grant(role)).collect(joining(" ")));
    }

    private record Missing(String rights, String target, long tables) {

        String summary() {
            return rights + " on " + (tables > 3 ? tables + " tables such as " + target.split(",", 2)[0] : target);
        }

        String grant(String role) {
            return "GRANT " + rights + " ON " + target + " TO " + role + ";";
        }
    }
}

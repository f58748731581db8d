package org.imageinventory.inventory.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds schemas of another program that have the name of one of ours. Their objects could conflict with the migrations.
 */
final class ForeignSchema {

    private static final String HISTORY = "inventory.flyway_schema_history";

    private final JdbcClient jdbc;

    ForeignSchema(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Finding> find() {
        return hasOurHistory()
                ? List.of()
                : jdbc.sql(
                                """
                                SELECT n.nspname AS schema, count(*) AS objects, min(o.name) AS example
                                FROM pg_namespace n
                                JOIN (SELECT c.oid, c.relnamespace AS namespace, c.relname AS name
                                      FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                                      UNION ALL
                                      SELECT p.oid, p.pronamespace, p.proname FROM pg_proc p
                                      UNION ALL
                                      SELECT t.oid, t.typnamespace, t.typname
                                      FROM pg_type t WHERE t.typtype IN ('d', 'e', 'r', 'm')) o ON o.namespace = n.oid
                                WHERE n.nspname IN ('inventory', 'batch')
                                  -- Objects of extensions do not conflict with ours.
                                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')
                                GROUP BY n.nspname
                                ORDER BY n.nspname DESC
                                """)
                        .query((row, number) -> finding(row.getString(1), row.getLong(2), row.getString(3)))
                        .list();
    }

    private static Finding finding(String schema, long objects, String example) {
        return Finding.fail(
                "schema",
                "schema " + schema + " holds " + (objects == 1 ? "an object" : objects + " objects")
                        + " of another program, such as " + schema + "." + example,
                "use a database without schemas inventory and batch, or rename that one (ALTER SCHEMA " + schema
                        + " RENAME TO …)");
    }

    /**
     * Whether our first migration is recorded. If the role cannot read Flyway's history, another check reports that.
     */
    private boolean hasOurHistory() {
        var readable = jdbc.sql(
                        """
                        SELECT has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(c.relnamespace, 'USAGE')
                        FROM pg_class c
                        WHERE c.relnamespace = to_regnamespace('inventory') AND c.relname = 'flyway_schema_history'
                          AND 2 = (SELECT count(*) FROM pg_attribute a
                                   WHERE a.attrelid = c.oid AND a.attname IN ('type', 'script'))
                        """)
                .query(Boolean.class)
                .optional();
        if (readable.isEmpty()) {
            return false;
        }
        // Before the first migration, Flyway records only the schemas that it has created.
        return !readable.get()
                || jdbc.sql("SELECT coalesce(bool_or(script = 'V1__batch.sql'), true) FROM " + HISTORY
                                + " WHERE type <> 'SCHEMA'")
                        .query(Boolean.class)
                        .single();
    }
}

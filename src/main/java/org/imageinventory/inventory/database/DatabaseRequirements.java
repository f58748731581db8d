package org.imageinventory.inventory.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requirements that a database must meet before the program migrates it or writes to it; {@code doctor} checks the
 * same.
 */
@Component
final class DatabaseRequirements {

    private static final int OLDEST_VERSION = 140_000;
    private static final String SERVER = "database";

    private final JdbcClient jdbc;
    private final ForeignSchema foreign;

    DatabaseRequirements(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.foreign = new ForeignSchema(jdbc);
    }

    /**
     * Checks that all requirements are met.
     *
     * @throws UnsuitableDatabaseException for the first requirement that is not met
     */
    void require() {
        check().stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .findFirst()
                .ifPresent(unmet -> {
                    throw new UnsuitableDatabaseException(unmet.detail(), Objects.requireNonNull(unmet.advice()));
                });
    }

    /** Returns a failure for each requirement that is not met, or one success if all are met. */
    List<Finding> check() {
        var server = server();
        var unmet = new ArrayList<Finding>();
        if (server.version() < OLDEST_VERSION) {
            return List.of(Finding.fail(SERVER, server.summary(), "use PostgreSQL 14 or later"));
        }
        if (server.standby()) {
            unmet.add(Finding.fail(
                    SERVER, server.summary() + ", a read-only standby", "set spring.datasource.url to the primary"));
        }
        if (!server.encoding().equals("UTF8")) {
            unmet.add(Finding.fail(
                    SERVER,
                    "the encoding of database " + server.name() + " is " + server.encoding()
                            + ", which cannot hold every text of the API",
                    "create a database with encoding UTF8 (createdb --encoding=UTF8 --template=template0 NAME),"
                            + " and set spring.datasource.url to it"));
        }
        unmet.addAll(settings());
        unmet.addAll(foreign.find());
        return unmet.isEmpty() ? List.of(Finding.ok(SERVER, server.summary())) : List.copyOf(unmet);
    }

    private Server server() {
        return jdbc.sql(
                        """
                        SELECT current_setting('server_version_num')::int AS version,
                               current_setting('server_version') AS version_text,
                               current_user AS role, current_database() AS name,
                               current_setting('server_encoding') AS encoding,
                               pg_is_in_recovery() AS standby
                        """)
                .query(Server.class)
                .single();
    }

    /**
     * Checks settings that our sessions do not override. One is meant to stop programs from writing. Only a superuser
     * can change the other.
     */
    private List<Finding> settings() {
        return jdbc.sql(
                        """
                        SELECT s.name || ' is ' || s.setting || ' for '
                                   || CASE s.source
                                      WHEN 'user' THEN 'role ' || session_user
                                      WHEN 'database' THEN 'database ' || current_database()
                                      WHEN 'database user' THEN 'role ' || session_user || ' in database ' || current_database()
                                      WHEN 'client' THEN 'this connection'
                                      WHEN 'session' THEN 'this connection'
                                      ELSE 'the whole server' END
                                   || ', so ' || wanted.effect AS detail,
                               CASE s.source
                                   WHEN 'user' THEN format('let an administrator run: ALTER ROLE %I RESET %s;',
                                       session_user, s.name)
                                   WHEN 'database' THEN format('let an administrator run: ALTER DATABASE %I RESET %s;',
                                       current_database(), s.name)
                                   WHEN 'database user' THEN
                                       format('let an administrator run: ALTER ROLE %I IN DATABASE %I RESET %s;',
                                       session_user, current_database(), s.name)
                                   WHEN 'client' THEN 'remove ' || s.name || ' from spring.datasource.url'
                                   WHEN 'session' THEN
                                       'remove it from spring.datasource.url or spring.datasource.hikari'
                                   ELSE 'set ' || s.name || ' to ' || wanted.setting || ' for the server' END AS advice
                        FROM (VALUES ('default_transaction_read_only', 'off', 'nothing can be written'),
                                     ('session_replication_role', 'origin', 'triggers do not keep history append-only'))
                             AS wanted (name, setting, effect)
                        JOIN pg_settings s USING (name)
                        WHERE s.setting <> wanted.setting
                        ORDER BY s.name
                        """)
                .query((row, number) -> Finding.fail(SERVER, row.getString("detail"), row.getString("advice")))
                .list();
    }

    private record Server(int version, String versionText, String role, String name, String encoding, boolean standby) {

        String summary() {
            return "PostgreSQL " + versionText + " as " + role;
        }
    }
}

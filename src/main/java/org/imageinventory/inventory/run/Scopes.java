package org.imageinventory.inventory.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scopes that were ever configured or planned. */
@Repository
public class Scopes {

    private final JdbcClient jdbc;

    Scopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the key of a scope, and stores the scope if it is new. */
    public long keyOf(Scope scope) {
        // Equal filters have equal text, so they are equal as jsonb, too.
        return jdbc.sql(
                        """
                        WITH asked AS (
                            SELECT :account AS account, :region AS region, :product AS product,
                                   :bizRegion::text AS biz_region, :filter::jsonb AS filter),
                        made AS (
                            INSERT INTO inventory.scope (account, region, product, biz_region, filter)
                            SELECT * FROM asked
                            WHERE NOT EXISTS (
                                SELECT FROM inventory.scope s
                                WHERE (s.account, s.region, s.product, s.filter)
                                    = (asked.account, asked.region, asked.product, asked.filter)
                                  AND s.biz_region IS NOT DISTINCT FROM asked.biz_region)
                            RETURNING scope_key)
                        SELECT scope_key FROM made
                        UNION ALL
                        SELECT s.scope_key
                        FROM inventory.scope s JOIN asked
                            ON (s.account, s.region, s.product, s.filter)
                             = (asked.account, asked.region, asked.product, asked.filter)
                           AND s.biz_region IS NOT DISTINCT FROM asked.biz_region
                        """)
                .param("account", scope.account())
                .param("region", scope.region())
                .param("product", scope.product())
                .param("bizRegion", scope.bizRegion())
                .param("filter", scope.filter())
                .query(Long.class)
                .single();
    }

    /**
     * Stores the scopes of a run's configuration. Other scopes of the same configuration are no longer configured. Two
     * configurations are the same if they have an account, region and product in common, so a scope with another filter
     * or biz region replaces the old one.
     *
     * @param scopeKeys all scopes of the configuration, also those that {@code --scope} leaves out of the run
     * @param expectedInterval age from which they are late; null if it is learned
     */
    public void configured(long runId, Collection<Long> scopeKeys, @Nullable Duration expectedInterval) {
        jdbc.sql(
                        """
                        WITH planned AS (
                            SELECT scope_key, account, region, product
                            FROM inventory.scope WHERE scope_key IN (:scopes)),
                        affected AS (
                            SELECT s.scope_key, p.scope_key IS NOT NULL AS planned
                            FROM inventory.scope s LEFT JOIN planned p USING (scope_key)
                            WHERE p.scope_key IS NOT NULL OR s.configured_run IN (
                                SELECT o.configured_run
                                FROM inventory.scope o JOIN planned USING (account, region, product)))
                        UPDATE inventory.scope s
                        SET configured_run = CASE WHEN a.planned THEN :run END,
                            expected_interval = CASE WHEN a.planned THEN make_interval(secs => :seconds) END
                        FROM affected a
                        WHERE a.scope_key = s.scope_key
                        """)
                .param("scopes", scopeKeys)
                .param("run", runId)
                .param("seconds", expectedInterval == null ? null : expectedInterval.toSeconds(), Types.DOUBLE)
                .update();
    }

    /** Reads a scope from a row with the columns of {@code scope}. */
    public static Scope read(ResultSet row) throws SQLException {
        return new Scope(
                row.getString("account"),
                row.getString("region"),
                row.getString("product"),
                row.getString("biz_region"),
                row.getString("filter"));
    }
}

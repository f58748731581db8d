package org.imageinventory.inventory.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scopes that were ever planned. */
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

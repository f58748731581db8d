package org.imageinventory.inventory;

import java.util.List;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Scopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Refuses the sweep of scopes that lost more images than configured. An image that another complete walk of the run saw
 * is not lost.
 */
@Repository
public class MassDeleteGuard {

    // An account is also checked as a whole, because many small scopes can each lose all their images and stay below
    // the minimum. A scope that is refused by itself loses nothing, so it does not count there.
    private static final String REFUSE =
            """
            WITH lost AS (
                SELECT m.scope_key, m.image_key FROM inventory.missing_image m
                WHERE m.run_id = :run AND NOT %s),
            held AS (
                SELECT w.scope_key, h.image_key
                FROM inventory.walk w
                JOIN inventory.image_scope h USING (scope_key)
                JOIN inventory.image i USING (image_key)
                WHERE w.run_id = :run AND w.status = 'complete' AND i.deleted_at IS NULL),
            counted AS (
                SELECT scope_key, count(lost.image_key) AS missing, count(*) AS held
                FROM held LEFT JOIN lost USING (scope_key, image_key)
                GROUP BY scope_key),
            of_scope AS (
                SELECT scope_key, s.account, c.missing, c.held,
                       CASE
                       WHEN c.missing > 0 AND w.images_seen = 0 AND :refuseEmpty
                           THEN ARRAY['EmptyList', 'the list is empty, but the scope holds ' || c.held || ' live images']
                       WHEN c.missing > :minimum AND c.missing > :ratio * c.held
                           THEN ARRAY['MassDelete', c.missing || ' of ' || c.held || ' images are missing']
                       END AS why
                FROM counted c JOIN inventory.scope s USING (scope_key) JOIN inventory.walk w USING (scope_key)
                WHERE w.run_id = :run),
            of_account AS (
                SELECT o.account, count(DISTINCT held.image_key) AS held,
                       count(DISTINCT lost.image_key) FILTER (WHERE o.why IS NULL) AS missing
                FROM held JOIN of_scope o USING (scope_key) LEFT JOIN lost USING (scope_key, image_key)
                GROUP BY o.account),
            refused AS (
                SELECT o.scope_key, coalesce(o.why, ARRAY['MassDelete', a.missing || ' of ' || a.held
                           || ' images of account ' || o.account || ' are missing, ' || o.missing || ' of ' || o.held
                           || ' of this scope']) AS why
                FROM of_scope o JOIN of_account a USING (account)
                WHERE o.why IS NOT NULL OR o.missing > 0 AND a.missing > :minimum AND a.missing > :ratio * a.held)
            UPDATE inventory.walk w
            SET status = 'refused', error_code = r.why[1], error_message = r.why[2]
            FROM refused r JOIN inventory.scope s USING (scope_key)
            WHERE w.run_id = :run AND w.scope_key = r.scope_key
            RETURNING s.account, s.region, s.product, s.biz_region, s.filter, w.error_code, w.error_message
            """
                    .formatted(Sweep.SEEN_ELSEWHERE);

    private final JdbcClient jdbc;

    MassDeleteGuard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Limits of what a scope or an account may lose without a refusal.
     *
     * @param ratio a share of the live images, 0 to 1
     * @param minimum a number of images; a scope or account is refused if it lost more than both
     * @param refuseEmpty whether an empty list of a scope that holds live images is refused, however few they are
     */
    public record Limits(double ratio, int minimum, boolean refuseEmpty) {}

    /** A scope whose sweep was refused, and why. */
    public record Refusal(Scope scope, String code, String message) {}

    /**
     * Refuses the sweep of each completely walked scope if the scope, or its account, lost more than the limits allow.
     */
    public List<Refusal> refuse(long runId, Limits limits) {
        return jdbc.sql(REFUSE)
                .param("run", runId)
                .param("minimum", limits.minimum())
                .param("ratio", limits.ratio())
                .param("refuseEmpty", limits.refuseEmpty())
                .query((row, number) ->
                        new Refusal(Scopes.read(row), row.getString("error_code"), row.getString("error_message")))
                .list();
    }
}

package org.imageinventory.inventory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Refuses the sweep of scopes that lost too many images to be believed. An image that another complete walk of the run
 * saw is not lost.
 */
@Repository
public class MassDeleteGuard {

    // An account is checked as a whole as well, since small scopes can each lose everything below the minimum.
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
            of_scope AS (
                SELECT scope_key, count(lost.image_key) AS missing, count(*) AS held
                FROM held LEFT JOIN lost USING (scope_key, image_key)
                GROUP BY scope_key),
            of_account AS (
                SELECT s.account, count(DISTINCT lost.image_key) AS missing, count(DISTINCT held.image_key) AS held
                FROM held JOIN inventory.scope s USING (scope_key) LEFT JOIN lost USING (scope_key, image_key)
                GROUP BY s.account),
            refused AS (
                SELECT w.run_id, w.scope_key, s.account, s.region, s.product, s.biz_region, s.filter,
                       CASE
                       WHEN w.images_seen = 0 AND :refuseEmpty
                           THEN ARRAY['EmptyList', 'the list is empty, but the scope holds ' || o.held || ' live images']
                       WHEN o.missing > :minimum AND o.missing > :ratio * o.held
                           THEN ARRAY['MassDelete', o.missing || ' of ' || o.held || ' images are missing']
                       WHEN a.missing > :minimum AND a.missing > :ratio * a.held
                           THEN ARRAY['MassDelete', a.missing || ' of ' || a.held || ' images of account ' || s.account
                               || ' are missing, ' || o.missing || ' of ' || o.held || ' of this scope']
                       END AS why
                FROM inventory.walk w
                JOIN inventory.scope s USING (scope_key)
                JOIN of_scope o USING (scope_key)
                JOIN of_account a ON a.account = s.account
                WHERE w.run_id = :run AND w.status = 'complete' AND o.missing > 0)
            UPDATE inventory.walk w
            SET status = 'refused', error_code = r.why[1], error_message = r.why[2]
            FROM refused r
            WHERE w.run_id = r.run_id AND w.scope_key = r.scope_key AND r.why IS NOT NULL
            RETURNING r.account, r.region, r.product, r.biz_region, r.filter, w.error_code, w.error_message
            """
                    .formatted(Sweep.SEEN_ELSEWHERE);

    private final JdbcClient jdbc;

    MassDeleteGuard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What may be lost without a refusal.
     *
     * @param ratio a share of the live images, 0 to 1
     * @param minimum a number of images; a scope or account is refused if it lost more than both
     * @param refuseEmpty whether an empty list of a scope that holds live images is refused, however few they are
     */
    public record Limits(double ratio, int minimum, boolean refuseEmpty) {}

    /** A scope whose sweep was refused, and why. */
    public record Refusal(Scope scope, String code, String message) {}

    /** Refuses the sweep of every completely walked scope that lost, or whose account lost, more than the limits allow. */
    public List<Refusal> refuse(long runId, Limits limits) {
        return jdbc.sql(REFUSE)
                .param("run", runId)
                .param("minimum", limits.minimum())
                .param("ratio", limits.ratio())
                .param("refuseEmpty", limits.refuseEmpty())
                .query((row, number) -> new Refusal(
                        StatusQuery.scope(row), row.getString("error_code"), row.getString("error_message")))
                .list();
    }
}

package org.imageinventory.inventory;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.inventory.MissingImage.Verdict;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what is gone. A complete walk has listed the images that its scope holds and that it did not see; each is asked
 * for by its id; one that the API does not know any more is no longer held, and deleted once no scope holds it.
 */
@Repository
public class Sweep {

    /** Another complete walk of the run holds the image and does not miss it. */
    private static final String SEEN_ELSEWHERE =
            """
            EXISTS (
                SELECT FROM inventory.image_scope h JOIN inventory.walk o ON o.scope_key = h.scope_key
                WHERE h.image_key = m.image_key AND h.scope_key <> m.scope_key
                  AND o.run_id = m.run_id AND o.status IN ('complete', 'refused')
                  AND NOT EXISTS (
                      SELECT FROM inventory.missing_image too
                      WHERE (too.run_id, too.scope_key, too.image_key) = (m.run_id, h.scope_key, m.image_key)))
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate connections;
    private final ImageWriter images;

    Sweep(JdbcClient jdbc, JdbcTemplate connections, ImageWriter images) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.images = images;
    }

    /**
     * Refuses the sweep of every completely walked scope that lost more images than a guard allows.
     *
     * @param ratio a share of the scope's live images, 0 to 1
     * @param minimum a number of images; a scope is refused if it lost more than both
     * @return the names of the refused scopes
     */
    public List<String> refuse(long runId, double ratio, int minimum) {
        return jdbc.sql(
                        """
                        WITH lost AS (
                            SELECT m.scope_key, count(*) AS missing,
                                   (SELECT count(*) FROM inventory.image_scope h JOIN inventory.image i USING (image_key)
                                    WHERE h.scope_key = m.scope_key AND i.deleted_at IS NULL) AS held
                            FROM inventory.missing_image m
                            WHERE m.run_id = :run AND NOT %s
                            GROUP BY m.scope_key)
                        UPDATE inventory.walk w
                        SET status = 'refused', error_code = 'MassDelete',
                            error_message = lost.missing || ' of ' || lost.held || ' images are missing'
                        FROM lost JOIN inventory.scope s USING (scope_key)
                        WHERE w.run_id = :run AND w.scope_key = lost.scope_key AND w.status = 'complete'
                          AND lost.missing > :minimum AND lost.missing > :ratio * lost.held
                        RETURNING s.account, s.region, s.product, s.biz_region, s.filter
                        """
                                .formatted(SEEN_ELSEWHERE))
                .param("run", runId)
                .param("minimum", minimum)
                .param("ratio", ratio)
                .query((row, number) -> StatusQuery.scope(row).name())
                .list();
    }

    /** The completely walked scopes with images left to be asked for, with the number of the pass that missed them. */
    public Map<Long, Integer> due(long runId) {
        var due = new LinkedHashMap<Long, Integer>();
        jdbc.sql(
                        """
                        SELECT w.scope_key, w.passes FROM inventory.walk w
                        WHERE w.run_id = ? AND w.status = 'complete' AND EXISTS (
                            SELECT FROM inventory.missing_image m
                            WHERE (m.run_id, m.scope_key) = (w.run_id, w.scope_key))
                        ORDER BY w.scope_key
                        """)
                .param(runId)
                .query(row -> {
                    due.put(row.getLong("scope_key"), row.getInt("passes"));
                });
        return due;
    }

    /**
     * The next images of a scope to be asked for, in the order of their keys. Outside the caller's transaction, which
     * would be left idle while the API is asked.
     *
     * @param after the key of the last one taken; 0 at first
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<MissingImage> missing(long runId, long scopeKey, long after, int most) {
        return jdbc.sql(
                        """
                        SELECT m.image_key, i.image_id, %s AS seen_elsewhere,
                               i.owner_scope_key = m.scope_key AS owned
                        FROM inventory.missing_image m JOIN inventory.image i USING (image_key)
                        WHERE m.run_id = :run AND m.scope_key = :scope AND m.image_key > :after
                        ORDER BY m.image_key
                        LIMIT :most
                        """
                                .formatted(SEEN_ELSEWHERE))
                .param("run", runId)
                .param("scope", scopeKey)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new MissingImage(
                        row.getLong("image_key"),
                        row.getString("image_id"),
                        row.getBoolean("seen_elsewhere"),
                        row.getBoolean("owned")))
                .list();
    }

    /**
     * Writes what became of missing images, within the caller's transaction; of a dry run, only that they were asked for.
     *
     * @return the images that are, or would be, deleted or changed
     */
    public List<ImageChange> settle(WalkPass walk, Collection<? extends Verdict> verdicts) {
        var found = new ArrayList<Observation>();
        var released = new ArrayList<Verdict>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Found answered) {
                found.add(answered.seen());
                continue;
            }
            // The owner's last word: until it lets go, the scope that shows the image may not write it.
            if (verdict instanceof Verdict.Elsewhere elsewhere && elsewhere.seen() != null) {
                found.add(elsewhere.seen());
            }
            released.add(verdict);
        }
        var written = images.write(walk, found);
        var gone = Objects.requireNonNull(
                connections.execute((Connection connection) -> new GoneImages(connection, walk).release(released)));
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET deleted = deleted + :deleted, updated = updated + :updated
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("deleted", gone.size())
                .param("updated", written.tally().updated())
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
        if (!walk.dryRun()) {
            settled(
                    walk,
                    verdicts.stream().map(verdict -> verdict.image().imageKey()).toList());
        }
        var changes = new ArrayList<>(written.changes());
        changes.addAll(gone);
        return changes;
    }

    private void settled(WalkPass walk, Collection<Long> imageKeys) {
        jdbc.sql(
                        """
                        DELETE FROM inventory.missing_image
                        WHERE run_id = :run AND scope_key = :scope AND image_key IN (:keys)
                        """)
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .param("keys", imageKeys)
                .update();
    }
}

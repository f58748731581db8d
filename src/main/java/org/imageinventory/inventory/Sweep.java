package org.imageinventory.inventory;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.run.PassKey;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides which images are deleted. A complete walk has noted the images that its scope holds but that it did not see. Each
 * is looked up by its ID. If the API does not find it, the scope no longer holds it; once no scope holds it, it is deleted.
 */
@Repository
public class Sweep {

    /** In a walk's error message; all others are in the log. */
    private static final int MOST_NAMED = 5;

    /** Another complete walk of the run holds the image and does not miss it. */
    static final String SEEN_ELSEWHERE =
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

    /** The completely walked scopes with images left to look up, with the number of the pass that missed them. */
    public Map<Long, Integer> due(long runId) {
        var due = new LinkedHashMap<Long, Integer>();
        jdbc.sql(
                        """
                        SELECT w.scope_key, w.passes FROM inventory.walk w
                        WHERE w.run_id = ? AND w.status = 'complete' AND EXISTS (
                            SELECT FROM inventory.missing_image m
                            WHERE (m.run_id, m.scope_key) = (w.run_id, w.scope_key) AND m.unsettled IS NULL)
                        ORDER BY w.scope_key
                        """)
                .param(runId)
                .query(row -> {
                    due.put(row.getLong("scope_key"), row.getInt("passes"));
                });
        return due;
    }

    /** Returns the number of images of a scope that are left to look up. */
    public long left(PassKey key) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM inventory.missing_image
                        WHERE run_id = ? AND scope_key = ? AND unsettled IS NULL
                        """)
                .params(key.runId(), key.scopeKey())
                .query(Long.class)
                .single();
    }

    /**
     * The next images of a scope to look up, in the order of their keys. Outside the caller's transaction, which would be
     * idle during the lookups.
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
                        WHERE m.run_id = :run AND m.scope_key = :scope AND m.image_key > :after AND m.unsettled IS NULL
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
     * Writes the results of lookups, within the caller's transaction; of a dry run, only their number.
     *
     * @return the images that are, or would be, deleted or changed
     */
    public List<ImageChange> settle(WalkPass walk, Collection<? extends LookupResult> results) {
        var found = new ArrayList<ListedImage>();
        var released = new ArrayList<LookupResult>();
        var settled = new ArrayList<Long>();
        var unsettled = new LinkedHashMap<Long, String>();
        for (var result : results) {
            var imageKey = result.image().imageKey();
            if (result instanceof LookupResult.Unsettled unclear) {
                unsettled.put(imageKey, unclear.reason());
                continue;
            }
            settled.add(imageKey);
            if (result instanceof LookupResult.Found answered) {
                found.add(answered.listed());
                continue;
            }
            // The owner writes it a last time: until it releases the image, the scope that lists it may not write it.
            if (result instanceof LookupResult.Elsewhere elsewhere && elsewhere.listed() != null) {
                found.add(elsewhere.listed());
            }
            released.add(result);
        }
        var written = images.write(walk, found);
        var deleted = Objects.requireNonNull(
                connections.execute((Connection connection) -> new DeletedImages(connection, walk).release(released)));
        markUnsettled(walk, unsettled);
        count(walk, deleted.size(), written.tally().updated());
        if (!walk.dryRun()) {
            forget(walk, settled);
        }
        var changes = new ArrayList<>(written.changes());
        changes.addAll(deleted);
        return changes;
    }

    /** They stay as they are; what this scope last saw of them is older than its walk. */
    private void markUnsettled(WalkPass walk, Map<Long, String> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        connections.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement(
                    """
                    UPDATE inventory.missing_image m
                    SET unsettled = n.reason
                    FROM unnest(?::bigint[], ?::text[]) AS n(image_key, reason)
                    WHERE (m.run_id, m.scope_key, m.image_key) = (?, ?, n.image_key)
                    """)) {
                statement.setArray(
                        1, connection.createArrayOf("bigint", reasons.keySet().toArray()));
                statement.setArray(
                        2, connection.createArrayOf("text", reasons.values().toArray()));
                statement.setLong(3, walk.runId());
                statement.setLong(4, walk.scopeKey());
                if (!walk.dryRun()) {
                    Sightings.doubt(connection, walk, reasons.keySet());
                }
                return statement.executeUpdate();
            }
        });
        nameUnsettled(walk);
    }

    private void nameUnsettled(WalkPass walk) {
        jdbc.sql(
                        """
                        UPDATE inventory.walk w
                        SET unsettled = u.images, error_code = :code,
                            error_message = 'not settled, because the lookup by ID gave no clear answer: '
                                || u.named || CASE WHEN u.images > :named THEN ' and others, ' || u.images || ' in all'
                                                   ELSE '' END
                        FROM (SELECT max(images) AS images, string_agg(image_id || ' (' || unsettled || ')', ', ') AS named
                              FROM (SELECT i.image_id, m.unsettled, count(*) OVER () AS images
                                    FROM inventory.missing_image m JOIN inventory.image i USING (image_key)
                                    WHERE m.run_id = :run AND m.scope_key = :scope AND m.unsettled IS NOT NULL
                                    ORDER BY m.image_key LIMIT :named) listed) u
                        WHERE w.run_id = :run AND w.scope_key = :scope
                        """)
                .param("code", LookupResult.Unsettled.INCONCLUSIVE)
                .param("named", MOST_NAMED)
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
    }

    private void count(WalkPass walk, int deleted, long updated) {
        jdbc.sql(
                        """
                        UPDATE inventory.walk
                        SET deleted = deleted + :deleted, updated = updated + :updated
                        WHERE run_id = :run AND scope_key = :scope
                        """)
                .param("deleted", deleted)
                .param("updated", updated)
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .update();
    }

    private void forget(WalkPass walk, Collection<Long> imageKeys) {
        jdbc.sql(
                        """
                        DELETE FROM inventory.missing_image
                        WHERE run_id = :run AND scope_key = :scope AND image_key = ANY (:keys)
                        """)
                .param("run", walk.runId())
                .param("scope", walk.scopeKey())
                .param("keys", imageKeys.toArray(Long[]::new))
                .update();
    }
}

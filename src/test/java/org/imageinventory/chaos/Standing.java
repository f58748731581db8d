package org.imageinventory.chaos;

import java.util.HashMap;
import java.util.Map;
import org.imageinventory.testing.Tables;

/**
 * The progress of the newest run, as the tables show it between two processes.
 *
 * @param run the run's key; 0 if there is no run
 * @param ended whether the run ended, so that no later process resumes it
 * @param walks the walks by product
 */
record Standing(long run, boolean ended, Map<String, Walk> walks) {

    /**
     * The progress of a walk.
     *
     * @param passes number of passes that have ended
     * @param sighted number of images that the next pass has seen
     */
    record Walk(String status, int passes, long sighted) {}

    static Standing of(Tables tables) {
        var run = tables.rows(
                """
                SELECT run_id, coalesce(outcome NOT IN ('failed', 'stopped'), false)
                FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1
                """);
        if (run.isEmpty()) {
            return new Standing(0, true, Map.of());
        }
        var walks = new HashMap<String, Walk>();
        var columns = run.get(0).values().toArray();
        tables.values(
                        """
                        SELECT s.product, w.status, w.passes,
                               (SELECT count(*) FROM inventory.sighting g
                                WHERE (g.run_id, g.scope_key, g.pass) = (w.run_id, w.scope_key, w.passes + 1))
                        FROM inventory.walk w JOIN inventory.scope s USING (scope_key)
                        WHERE w.run_id = ?
                        """,
                        columns[0])
                .forEach(walk -> walks.put(
                        String.valueOf(walk.get(0)),
                        new Walk(String.valueOf(walk.get(1)), (Integer) walk.get(2), (Long) walk.get(3))));
        return new Standing((Long) columns[0], (Boolean) columns[1], walks);
    }

    /** Returns the first pass of a process that resumes from here. */
    int nextPass(String product) {
        var walk = walks.get(product);
        return ended || walk == null ? 1 : walk.passes() + 1;
    }

    boolean isComplete(String product) {
        var walk = walks.get(product);
        return walk != null && walk.status().equals("complete");
    }

    /** Returns the number of images that a process that resumes from here need not see again. */
    long sighted() {
        return ended ? 0 : walks.values().stream().mapToLong(Walk::sighted).sum();
    }
}

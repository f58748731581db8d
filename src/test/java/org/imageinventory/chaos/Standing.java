package org.imageinventory.chaos;

import java.util.HashMap;
import java.util.Map;
import org.imageinventory.sync.Tables;

/**
 * How far the newest run has come, as the tables say between two processes.
 *
 * @param run its key; 0 if there is none
 * @param ended whether it came to its end, so that no later process goes on with it
 * @param walks by product
 */
record Standing(long run, boolean ended, Map<String, Walk> walks) {

    /**
     * @param passes how many have ended
     * @param sighted images that the next pass has seen
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

    /** The pass that a process which goes on with this begins with. */
    int nextPass(String product) {
        var walk = walks.get(product);
        return ended || walk == null ? 1 : walk.passes() + 1;
    }

    boolean isComplete(String product) {
        var walk = walks.get(product);
        return walk != null && walk.status().equals("complete");
    }

    /** Images that a process which goes on with this need not see again. */
    long sighted() {
        return ended ? 0 : walks.values().stream().mapToLong(Walk::sighted).sum();
    }
}

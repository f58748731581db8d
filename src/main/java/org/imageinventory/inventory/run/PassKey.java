package org.imageinventory.inventory.run;

/**
 * Identifies one pass of a walk.
 *
 * @param runId key of the run, 1 or more
 * @param scopeKey key of the scope, 1 or more
 * @param pass 1 to {@value #MOST_PASSES}
 */
public record PassKey(long runId, long scopeKey, int pass) {

    /** A walk whose list changed during all of its passes is torn. */
    public static final int MOST_PASSES = 3;

    public PassKey {
        if (runId < 1 || scopeKey < 1 || pass < 1 || pass > MOST_PASSES) {
            throw new IllegalArgumentException("run " + runId + ", scope " + scopeKey + ", pass " + pass);
        }
    }
}

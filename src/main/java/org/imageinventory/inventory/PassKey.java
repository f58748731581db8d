package org.imageinventory.inventory;

/**
 * Identifies one pass of a walk.
 *
 * @param runId key of the run, 1 or more
 * @param scopeKey key of the scope, 1 or more
 * @param pass 1 to {@value Walks#MOST_PASSES}
 */
public record PassKey(long runId, long scopeKey, int pass) {

    public PassKey {
        if (runId < 1 || scopeKey < 1 || pass < 1 || pass > Walks.MOST_PASSES) {
            throw new IllegalArgumentException("run " + runId + ", scope " + scopeKey + ", pass " + pass);
        }
    }
}

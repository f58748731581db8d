package org.imageinventory.inventory.run;

import java.util.Set;

/**
 * One pass over all pages of a scope.
 *
 * @param dryRun whether it only compares, and writes no image
 * @param scopesOfRun keys of all scopes of the run; if the owner of an image is among them, the owner writes the image
 */
public record WalkPass(PassKey key, Scope scope, boolean dryRun, Set<Long> scopesOfRun) {

    public WalkPass {
        scopesOfRun = Set.copyOf(scopesOfRun);
    }

    public long runId() {
        return key.runId();
    }

    public long scopeKey() {
        return key.scopeKey();
    }

    public int pass() {
        return key.pass();
    }
}

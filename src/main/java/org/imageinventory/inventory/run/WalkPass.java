package org.imageinventory.inventory.run;

import java.util.Set;

/**
 * One pass over all pages of a scope.
 *
 * @param dryRun whether it only compares: nothing of what it sees is written
 * @param scopesOfRun keys of all scopes of the run: an owner among them writes its images itself
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

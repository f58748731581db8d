package org.imageinventory.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code sync} did.
 *
 * @param resumed the resumed run, if another run had to list some of its scopes again; null otherwise
 * @param last the run that the sync ended with
 */
public record SyncReport(@Nullable RunReport resumed, RunReport last) {

    /** Returns the outcome over all scopes, each by its newest walk. */
    public RunOutcome outcome() {
        var outcome = last.outcome();
        if (outcome == null || last.walks().stream().anyMatch(walk -> walk.status() == WalkStatus.RUNNING)) {
            return outcome == RunOutcome.STOPPED ? outcome : RunOutcome.FAILED;
        }
        return resumed == null || outcome == RunOutcome.STOPPED ? outcome : RunOutcome.of(walks());
    }

    /** Returns the newest walk of each scope: of the last run, or else of the resumed one. */
    public List<WalkReport> walks() {
        var walks = new ArrayList<>(last.walks());
        if (resumed != null) {
            var walkedAgain = last.walks().stream().map(WalkReport::scope).collect(Collectors.toSet());
            resumed.walks().stream()
                    .filter(walk -> !walkedAgain.contains(walk.scope()))
                    .forEach(walks::add);
        }
        return walks;
    }
}

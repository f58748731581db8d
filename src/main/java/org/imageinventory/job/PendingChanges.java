package org.imageinventory.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.imageinventory.inventory.ImageChange;
import org.imageinventory.inventory.run.Scope;
import org.springframework.stereotype.Component;

/** Changes that a dry run would have written: their number, and the first ones for display. Thread-safe. */
@Component
public final class PendingChanges {

    /** Limits the memory use. Nobody would read more. */
    private static final int MOST = 1000;

    private final List<PendingChange> changes = new ArrayList<>();
    private long total;

    /** A change, with the scope in which it was found. */
    public record PendingChange(Scope scope, ImageChange change) {}

    synchronized void add(Scope scope, Collection<ImageChange> found) {
        total += found.size();
        found.stream()
                .limit(MOST - (long) changes.size())
                .map(change -> new PendingChange(scope, change))
                .forEach(changes::add);
    }

    /** Returns the first {@value #MOST} changes, in the order in which they were found. */
    public synchronized List<PendingChange> first() {
        return List.copyOf(changes);
    }

    /** Returns the number of all changes. */
    public synchronized long total() {
        return total;
    }
}

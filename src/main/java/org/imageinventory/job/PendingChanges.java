package org.imageinventory.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.imageinventory.inventory.ImageChange;
import org.imageinventory.inventory.run.Scope;
import org.springframework.stereotype.Component;

/** What a dry run would have written, for people to read: the first ones of it. Safe for use by several threads. */
@Component
public final class PendingChanges {

    /** More would not be read, and must not fill the memory. */
    private static final int MOST = 1000;

    private final List<PendingChange> changes = new ArrayList<>();
    private long total;

    /** A change that was found, and in which scope. */
    public record PendingChange(Scope scope, ImageChange change) {}

    synchronized void add(Scope scope, Collection<ImageChange> found) {
        total += found.size();
        found.stream()
                .limit(MOST - (long) changes.size())
                .map(change -> new PendingChange(scope, change))
                .forEach(changes::add);
    }

    /** The first {@value #MOST} of them, in the order found. */
    public synchronized List<PendingChange> first() {
        return List.copyOf(changes);
    }

    /** How many there are in all. */
    public synchronized long total() {
        return total;
    }
}

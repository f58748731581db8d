package org.imageinventory.job;

import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.WalkPass;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Writes what became of missing images. */
final class MissingWriter implements ItemWriter<Verdict> {

    private final WalkPass walk;
    private final Sweep sweep;
    private final PendingChanges pendingChanges;

    MissingWriter(WalkPass walk, Sweep sweep, PendingChanges pendingChanges) {
        this.walk = walk;
        this.sweep = sweep;
        this.pendingChanges = pendingChanges;
    }

    @Override
    public void write(Chunk<? extends Verdict> chunk) {
        var changes = sweep.settle(walk, chunk.getItems());
        if (walk.dryRun()) {
            pendingChanges.add(walk.scope(), changes);
        }
    }
}

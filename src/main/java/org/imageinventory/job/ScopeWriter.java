package org.imageinventory.job;

import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.Observation;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes one scope's images, a chunk a transaction, and counts what became of them. For one thread and one pass. */
final class ScopeWriter implements ItemStreamWriter<Observation> {

    private final WalkPass walk;
    private final ImageWriter images;
    private final ChunkRetry attempts;
    private final PendingChanges pendingChanges;

    private Tally sinceUpdate = Tally.NONE;
    private boolean unusable;

    ScopeWriter(WalkPass walk, ImageWriter images, ChunkRetry attempts, PendingChanges pendingChanges) {
        this.walk = walk;
        this.images = images;
        this.attempts = attempts;
        this.pendingChanges = pendingChanges;
    }

    @Override
    public void write(Chunk<? extends Observation> chunk) {
        var written = attempts.write(() -> images.write(walk, chunk.getItems()));
        sinceUpdate = sinceUpdate.plus(written.tally());
        unusable |= chunk.getItems().stream().anyMatch(Observation.Unusable.class::isInstance);
        if (walk.dryRun()) {
            pendingChanges.add(walk.scope(), written.changes());
        }
    }

    /** Called in the transaction of each chunk, after its rows were written. */
    @Override
    public void update(ExecutionContext context) {
        var state = new WalkState(context);
        state.written(sinceUpdate);
        sinceUpdate = Tally.NONE;
        // Any image may hide behind an element without an id: what the pass did not show may be there.
        if (unusable) {
            state.move();
        }
    }
}

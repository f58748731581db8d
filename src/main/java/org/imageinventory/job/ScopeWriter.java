package org.imageinventory.job;

import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes the images of one scope, one transaction per chunk, and counts the results. For one thread and one pass. */
final class ScopeWriter implements ItemStreamWriter<ListedImage> {

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
    public void write(Chunk<? extends ListedImage> chunk) {
        var written = attempts.write(() -> images.write(walk, chunk.getItems()));
        sinceUpdate = sinceUpdate.plus(written.tally());
        unusable |= written.hasUnusable();
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
        // An element without an ID may be any image, so the pass proves nothing about images that it did not see.
        if (unusable) {
            state.move();
        }
    }
}

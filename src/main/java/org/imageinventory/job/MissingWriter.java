package org.imageinventory.job;

import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.inventory.run.WalkResults;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Writes the results of looking up missing images. */
final class MissingWriter implements ItemWriter<LookupResult> {

    private final WalkPass walk;
    private final Sweep sweep;
    private final ChunkRetry attempts;
    private final PendingChanges pendingChanges;
    private final WalkResults results;
    private final RequestCounts requests;
    private final ProgressBoard progress;

    MissingWriter(
            WalkPass walk,
            Sweep sweep,
            ChunkRetry attempts,
            PendingChanges pendingChanges,
            WalkResults results,
            RequestCounts requests,
            ProgressBoard progress) {
        this.walk = walk;
        this.sweep = sweep;
        this.attempts = attempts;
        this.pendingChanges = pendingChanges;
        this.results = results;
        this.requests = requests;
        this.progress = progress;
    }

    @Override
    public void write(Chunk<? extends LookupResult> chunk) {
        if (chunk.isEmpty()) {
            return; // the job was stopped before the first lookup
        }
        var changes = attempts.write(() -> sweep.settle(walk, chunk.getItems()));
        var total = requests.of(walk.key());
        if (total != null) {
            results.requested(walk.key(), total);
        }
        if (walk.dryRun()) {
            pendingChanges.add(walk.scope(), changes);
        }
        progress.lookedUp(walk.scope(), chunk.size());
    }
}

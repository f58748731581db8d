package org.imageinventory.job;

import java.util.Iterator;
import java.util.List;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.Sweep;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads the images that a scope's complete walk did not see. What was settled is there no longer, so a resumed sweep goes
 * on by itself.
 */
final class MissingReader implements ItemReader<MissingImage> {

    private static final int AT_A_TIME = 100;

    private final Sweep sweep;
    private final long runId;
    private final long scopeKey;

    private Iterator<MissingImage> images = List.<MissingImage>of().iterator();
    private long last;

    MissingReader(Sweep sweep, long runId, long scopeKey) {
        this.sweep = sweep;
        this.runId = runId;
        this.scopeKey = scopeKey;
    }

    @Override
    public @Nullable MissingImage read() {
        if (!images.hasNext()) {
            images = sweep.missing(runId, scopeKey, last, AT_A_TIME).iterator();
        }
        if (!images.hasNext()) {
            return null;
        }
        var image = images.next();
        last = image.imageKey();
        return image;
    }
}

package org.imageinventory.job;

import java.util.Iterator;
import java.util.List;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.run.PassKey;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads the images that a scope's complete walk did not see. Settled ones are no longer listed, so a resumed sweep needs no
 * state.
 */
final class MissingReader implements ItemReader<MissingImage> {

    private static final int AT_A_TIME = 100;

    private final Sweep sweep;
    private final PassKey key;

    private Iterator<MissingImage> images = List.<MissingImage>of().iterator();
    private long last;

    MissingReader(Sweep sweep, PassKey key) {
        this.sweep = sweep;
        this.key = key;
    }

    @Override
    public @Nullable MissingImage read() {
        if (!images.hasNext()) {
            images = sweep.missing(key.runId(), key.scopeKey(), last, AT_A_TIME).iterator();
        }
        if (!images.hasNext()) {
            return null;
        }
        var image = images.next();
        last = image.imageKey();
        return image;
    }
}

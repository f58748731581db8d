package org.imageinventory.standin;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Images that are generated on request from a seed and their position. A million of them need no memory. */
final class SeededInventory implements ImageSource {

    private static final int CACHED_UP_TO = 200_000;

    private final int size;
    private final SeededIds ids;
    private final long seed;
    private final long uid;
    private final AtomicReferenceArray<byte[]> rendered;

    SeededInventory(long seed, int size, long uid, String region) {
        this.size = size;
        this.seed = Mix.mixed(seed + Mix.mixed(uid) + region.hashCode());
        this.ids = new SeededIds(this.seed);
        this.uid = uid;
        this.rendered = new AtomicReferenceArray<>(size <= CACHED_UP_TO ? size : 0);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ServedImage image(int position) {
        return new SeededImage(this, position);
    }

    @Override
    public String id(int position) {
        return ids.isSystem(position) ? ids.systemId(position) : ids.customId(position);
    }

    @Override
    public List<Integer> positions(String id) {
        int position = ids.position(id);
        return position >= 0 && position < size && id(position).equals(id) ? List.of(position) : List.of();
    }

    byte[] json(int position) {
        if (rendered.length() == 0) {
            return SeededDocument.write(new SeededImage(this, position));
        }
        byte[] known = rendered.get(position);
        if (known == null) {
            known = SeededDocument.write(new SeededImage(this, position));
            rendered.set(position, known);
        }
        return known;
    }

    SeededIds ids() {
        return ids;
    }

    long seed() {
        return seed;
    }

    long uid() {
        return uid;
    }
}

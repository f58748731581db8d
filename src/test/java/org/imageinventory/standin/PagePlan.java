package org.imageinventory.standin;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The part of the list that a page contains.
 *
 * @param overlap number of images by which each page except the first begins too early
 * @param shuffle the seed that shuffles the list for this page only; null for the list's own order
 */
record PagePlan(int pageNumber, int pageSize, int overlap, @Nullable Long shuffle) {

    PagePlan cappedAt(int cap) {
        return new PagePlan(pageNumber, Math.min(pageSize, cap), overlap, shuffle);
    }

    PagePlan overlappingBy(int images) {
        return new PagePlan(pageNumber, pageSize, images, shuffle);
    }

    PagePlan shuffledBy(long seed) {
        return new PagePlan(pageNumber, pageSize, overlap, seed);
    }

    long firstIndex() {
        return Math.max(0, (pageNumber - 1L) * (pageSize - overlap));
    }

    int[] arranged(int[] positions) {
        if (shuffle == null) {
            return positions;
        }
        int[] mixed = positions.clone();
        var random = new Random(shuffle);
        for (int last = mixed.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = mixed[last];
            mixed[last] = mixed[other];
            mixed[other] = kept;
        }
        return mixed;
    }
}

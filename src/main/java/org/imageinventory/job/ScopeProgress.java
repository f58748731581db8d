package org.imageinventory.job;

import java.time.Instant;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one scope's walk, and of its sweep.
 *
 * @param pages pages read
 * @param images images read
 * @param imagesExpected the API's {@code Count}; null before the first response
 * @param pass 1 to 3; if the list changed during a pass, the walk makes another one
 * @param startedAt null if the walk has not started yet
 * @param result null if the walk has not ended yet
 * @param lookups null if the sweep of the scope has not started yet
 */
public record ScopeProgress(
        Scope scope,
        long pages,
        long images,
        @Nullable Long imagesExpected,
        int pass,
        @Nullable Instant startedAt,
        @Nullable Result result,
        @Nullable Lookups lookups) {

    /**
     * The result of a walk.
     *
     * @param code the error code; null unless the walk failed
     */
    public record Result(WalkStatus status, @Nullable String code) {}

    /**
     * Lookups of missing images.
     *
     * @param missing the number of images to look up
     * @param done the number of images that were looked up
     */
    public record Lookups(long missing, long done) {

        /** Whether some images are left. */
        public boolean isInProgress() {
            return done < missing;
        }
    }

    /** A scope whose walk has not started yet. */
    public static ScopeProgress waiting(Scope scope) {
        return new ScopeProgress(scope, 0, 0, null, 1, null, null, null);
    }

    /** Whether the walk has ended, whatever its result. */
    public boolean ended() {
        return result != null;
    }

    ScopeProgress page(int ofPass, int read, long count, Instant now) {
        var same = ofPass == pass;
        return new ScopeProgress(
                scope,
                (same ? pages : 0) + 1,
                (same ? images : 0) + read,
                count,
                ofPass,
                startedAt == null ? now : startedAt,
                null,
                null);
    }

    ScopeProgress with(Result ended) {
        return new ScopeProgress(scope, pages, images, imagesExpected, pass, startedAt, ended, lookups);
    }

    ScopeProgress with(Lookups made) {
        return new ScopeProgress(scope, pages, images, imagesExpected, pass, startedAt, result, made);
    }
}

package org.imageinventory.inventory.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code walk}, with its scope.
 *
 * @param pages pages read, over all passes
 * @param countReported the API's {@code Count} in the last response; null before the first response
 * @param imagesSeen distinct images seen in the last pass
 * @param endedAt null while running
 * @param listedFrom start of the last pass; null before the first
 * @param resumed whether an earlier process began the last pass: the list is as of {@code listedFrom}
 * @param unsettled missing images whose lookup gave no clear answer
 * @param failure null unless the walk failed or was refused
 */
public record WalkReport(
        Scope scope,
        WalkStatus status,
        long pages,
        @Nullable Long countReported,
        long imagesSeen,
        Tally tally,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant listedFrom,
        boolean resumed,
        long unsettled,
        @Nullable Failure failure) {

    /**
     * Why a walk failed.
     *
     * @param code the API's error code, or one of our own
     * @param requestId null if there was no response
     */
    public record Failure(String code, String message, @Nullable String requestId) {}
}

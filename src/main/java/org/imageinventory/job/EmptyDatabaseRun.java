package org.imageinventory.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.ChangeKind;
import org.imageinventory.inventory.ImageChange;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.listimage.ListImageException;
import org.imageinventory.listimage.RequestCounter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A dry run on a database without tables. It lists the scopes one after the other, and counts each image as created. A
 * job would need tables for its state; this run writes nothing at all.
 */
@Component
final class EmptyDatabaseRun {

    private final ScopeApiClient api;
    private final Normalizer normalizer;
    private final PendingChanges pendingChanges;
    private final ProgressBoard progress;
    private final GracefulStop stop;
    private final Clock clock;
    private final RequestCounter counter = new RequestCounter();

    EmptyDatabaseRun(
            ScopeApiClient api,
            Normalizer normalizer,
            PendingChanges pendingChanges,
            ProgressBoard progress,
            GracefulStop stop,
            Clock clock) {
        this.api = api;
        this.normalizer = normalizer;
        this.pendingChanges = pendingChanges;
        this.progress = progress;
        this.stop = stop;
        this.clock = clock;
    }

    /**
     * Lists all images of the scopes.
     *
     * @throws StoppedException if the application is shutting down
     */
    RunReport run(List<Scope> scopes) {
        var startedAt = clock.instant();
        progress.expect(null, scopes);
        var walks = scopes.stream().map(this::walk).toList();
        return new RunReport(
                RunReport.NOT_STORED,
                true,
                startedAt,
                null,
                clock.instant(),
                RunOutcome.of(walks),
                counter.requests(),
                counter.retries(),
                walks);
    }

    private WalkReport walk(Scope scope) {
        var listing = new Listing(scope, clock.instant());
        try {
            listing.read();
            return listing.report(listing.isProven() ? WalkStatus.COMPLETE : WalkStatus.TORN, null);
        } catch (ListImageException e) {
            return listing.report(
                    WalkStatus.FAILED, new WalkReport.Failure(e.code(), String.valueOf(e.getMessage()), e.requestId()));
        }
    }

    /** One pass over the list of a scope. A list that changes meanwhile is not read again: nothing depends on it. */
    private final class Listing {

        private final Scope scope;
        private final Instant startedAt;
        private long pages;
        private long images;
        private boolean moved;
        private @Nullable Long count;

        Listing(Scope scope, Instant startedAt) {
            this.scope = scope;
            this.startedAt = startedAt;
        }

        void read() {
            var reading = api.pages(scope, 1, null, counter);
            try {
                for (var page = reading.next(); page != null; page = reading.next()) {
                    stop.failIfAsked();
                    var imageIds = new TreeSet<String>();
                    for (var element : page.images()) {
                        var imageId = normalizer.imageId(element);
                        moved |= imageId == null;
                        if (imageId != null) {
                            imageIds.add(imageId);
                        }
                    }
                    pages++;
                    images += imageIds.size();
                    pendingChanges.add(
                            scope,
                            imageIds.stream()
                                    .map(imageId -> new ImageChange(imageId, ChangeKind.CREATED, List.of()))
                                    .toList());
                    progress.pageRead(scope, 1, page.images().size(), page.count());
                }
            } finally {
                count = reading.count();
                moved |= reading.moved() || reading.countMoved() || reading.capped();
                api.close(reading);
            }
        }

        boolean isProven() {
            return !moved && count != null && count == images;
        }

        WalkReport report(WalkStatus status, WalkReport.@Nullable Failure failure) {
            progress.ended(scope, status, failure == null ? null : failure.code());
            var tally = new Tally(images, 0, 0, 0, 0);
            return new WalkReport(
                    scope,
                    status,
                    pages,
                    count,
                    images,
                    tally,
                    startedAt,
                    clock.instant(),
                    startedAt,
                    false,
                    0,
                    failure);
        }
    }
}

package org.imageinventory.job;

import org.imageinventory.inventory.run.ApiRequests;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkTotals;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The position and the counters of a pass, in the execution context of its step. They are saved in the transaction of each
 * chunk, so a resumed walk continues exactly where its rows end. The context of a pass that has not begun is empty.
 */
final class WalkState {

    private static final String PAGE = "page";
    private static final String OFFSET = "offset";
    private static final String ENDED = "ended";
    private static final String PAGES = "pages";
    private static final String COUNT = "count";
    private static final String MOVED = "moved";
    private static final String SIGHTED = "sighted";
    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String RESTORED = "restored";
    private static final String REQUESTS = "requests";
    private static final String RETRIES = "retries";

    private final ExecutionContext context;

    WalkState(ExecutionContext context) {
        this.context = context;
    }

    /** Whether nothing was saved yet. */
    boolean isNew() {
        return !context.containsKey(PAGES);
    }

    /** Starts with the totals of the passes before. */
    void begin(WalkTotals before) {
        context.putLong(PAGES, before.pages());
        context.putLong(CREATED, before.tally().created());
        context.putLong(UPDATED, before.tally().updated());
        context.putLong(RESTORED, before.tally().restored());
        requested(before.requests());
    }

    /** The page being read, from 1. */
    int page() {
        return (int) context.getLong(PAGE, 1L);
    }

    /** Elements of that page that have been read. */
    int offset() {
        return (int) context.getLong(OFFSET, 0L);
    }

    boolean atTheStart() {
        return page() == 1 && offset() == 0;
    }

    /** Whether the last page has been read. */
    boolean ended() {
        return context.getLong(ENDED, 0L) == 1;
    }

    /** Whether the list changed during the pass, so that its pages do not prove what the list holds. */
    boolean moved() {
        return context.getLong(MOVED, 0L) == 1;
    }

    /** {@code Count} of the last response of this pass; null before the first one. */
    @Nullable
    Long count() {
        return context.containsKey(COUNT) ? Long.valueOf(context.getLong(COUNT)) : null;
    }

    /** Images that the pass has seen, distinct within each chunk; in {@code sighting}, unless the run is a dry run. */
    long sighted() {
        return context.getLong(SIGHTED, 0L);
    }

    WalkTotals totals() {
        var tally = new Tally(
                context.getLong(CREATED, 0L), context.getLong(UPDATED, 0L), 0, context.getLong(RESTORED, 0L), 0);
        return new WalkTotals(context.getLong(PAGES, 0L), count(), sighted(), tally, requests());
    }

    void at(int page, int offset) {
        context.putLong(PAGE, page);
        context.putLong(OFFSET, offset);
    }

    void pagesRead(int pages, @Nullable Long count) {
        context.putLong(PAGES, context.getLong(PAGES, 0L) + pages);
        if (count != null) {
            context.putLong(COUNT, count);
        }
    }

    /** Requests to the API for the walk. */
    ApiRequests requests() {
        return new ApiRequests(context.getLong(REQUESTS, 0L), context.getLong(RETRIES, 0L));
    }

    /** Saves the requests until now; without a count of this process, the saved one stays. */
    void requested(@Nullable ApiRequests total) {
        if (total == null) {
            return;
        }
        context.putLong(REQUESTS, total.requests());
        context.putLong(RETRIES, total.retries());
    }

    void end() {
        context.putLong(ENDED, 1);
    }

    void move() {
        context.putLong(MOVED, 1);
    }

    void written(Tally tally) {
        var distinct = tally.created() + tally.updated() + tally.restored() + tally.unchanged();
        context.putLong(SIGHTED, sighted() + distinct);
        context.putLong(CREATED, context.getLong(CREATED, 0L) + tally.created());
        context.putLong(UPDATED, context.getLong(UPDATED, 0L) + tally.updated());
        context.putLong(RESTORED, context.getLong(RESTORED, 0L) + tally.restored());
    }

    /** Restarts the pass from the first page, because its sightings are lost. Keeps the counters of written images. */
    void startOver() {
        at(1, 0);
        context.remove(ENDED);
        context.remove(MOVED);
        context.remove(COUNT);
        context.remove(SIGHTED);
    }
}

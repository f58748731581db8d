package org.imageinventory.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imageinventory.inventory.Tally;
import org.imageinventory.inventory.WalkTotals;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * How far a walk has come, as its step's execution context remembers it: saved in the transaction of each chunk, so that
 * a resumed walk goes on exactly where its rows end.
 */
final class WalkState {

    private static final String SCOPE = "scope";
    private static final String PASS = "pass";
    private static final String PAGE = "page";
    private static final String OFFSET = "offset";
    private static final String ENDED = "ended";
    private static final String PAGES = "pages";
    private static final String COUNT = "count";
    private static final String MOVED = "moved";
    private static final String IMAGES = "images";
    private static final String SIGHTED = "sighted";
    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String RESTORED = "restored";

    private final ExecutionContext context;

    WalkState(ExecutionContext context) {
        this.context = context;
    }

    /** A partition for each scope whose walk wants a pass, going on from what the passes before have counted. */
    static Map<String, ExecutionContext> partitions(Map<Long, WalkTotals> scopes, int pass) {
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        scopes.forEach((scopeKey, before) -> {
            var context = context(scopeKey, pass);
            context.putLong(PAGES, before.pages());
            context.putLong(CREATED, before.tally().created());
            context.putLong(UPDATED, before.tally().updated());
            context.putLong(RESTORED, before.tally().restored());
            partitions.put(name(scopeKey, pass), context);
        });
        return partitions;
    }

    /** A partition for each scope of which the pass that is given missed images. */
    static Map<String, ExecutionContext> partitions(Map<Long, Integer> scopes) {
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        scopes.forEach((scopeKey, pass) -> partitions.put(name(scopeKey, pass), context(scopeKey, pass)));
        return partitions;
    }

    private static ExecutionContext context(long scopeKey, int pass) {
        var context = new ExecutionContext();
        context.putLong(SCOPE, scopeKey);
        context.putLong(PASS, pass);
        return context;
    }

    /** What a restart finds the state by: Spring Batch keeps one for each name in a run. */
    private static String name(long scopeKey, int pass) {
        return "scope-" + scopeKey + "-pass-" + pass;
    }

    long scopeKey() {
        return context.getLong(SCOPE);
    }

    int pass() {
        return (int) context.getLong(PASS);
    }

    /** The page being read, from 1. */
    int page() {
        return (int) context.getLong(PAGE, 1L);
    }

    /** How many of that page's elements have been taken. */
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

    /** Whether the list was seen to move: then its pages do not add up to it. */
    boolean moved() {
        return context.getLong(MOVED, 0L) == 1;
    }

    /** The API's {@code Count} as last answered in this pass; null before the first answer. */
    @Nullable
    Long count() {
        return context.containsKey(COUNT) ? Long.valueOf(context.getLong(COUNT)) : null;
    }

    /** Rows in {@code sighting} that the pass has written. */
    long sighted() {
        return context.getLong(SIGHTED, 0L);
    }

    WalkTotals totals() {
        var tally = new Tally(context.getLong(CREATED), context.getLong(UPDATED), 0, context.getLong(RESTORED), 0);
        return new WalkTotals(context.getLong(PAGES), count(), context.getLong(IMAGES, 0L), tally);
    }

    void at(int page, int offset) {
        context.putLong(PAGE, page);
        context.putLong(OFFSET, offset);
    }

    void pagesRead(int pages, @Nullable Long count) {
        context.putLong(PAGES, context.getLong(PAGES) + pages);
        if (count != null) {
            context.putLong(COUNT, count);
        }
    }

    void end() {
        context.putLong(ENDED, 1);
    }

    void move() {
        context.putLong(MOVED, 1);
    }

    void written(Tally tally) {
        var distinct = tally.created() + tally.updated() + tally.restored() + tally.unchanged();
        context.putLong(IMAGES, context.getLong(IMAGES, 0L) + distinct);
        context.putLong(SIGHTED, sighted() + distinct);
        context.putLong(CREATED, context.getLong(CREATED) + tally.created());
        context.putLong(UPDATED, context.getLong(UPDATED) + tally.updated());
        context.putLong(RESTORED, context.getLong(RESTORED) + tally.restored());
    }

    /** Forgets all but what earlier passes have done: the sightings are lost, so the pass begins anew. */
    void startOver() {
        at(1, 0);
        context.remove(ENDED);
        context.remove(MOVED);
        context.remove(COUNT);
        context.remove(IMAGES);
        context.remove(SIGHTED);
    }
}

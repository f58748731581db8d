package org.imageinventory.job;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.PageWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads all images of one scope, page by page, and saves its position. For one thread and one pass. */
final class ScopeReader implements ItemStreamReader<ListedImage> {

    private final StepExecution step;
    private final Walks walks;
    private final ScopeApiClient api;
    private final ProgressBoard progress;
    private final RequestCounts requests;

    private @Nullable WalkPass walk;
    private @Nullable PageWalk pages;
    private @Nullable ListImagePage page;
    private Iterator<ReceivedElement> elements = List.<ReceivedElement>of().iterator();
    private int pageNumber;
    private int offset;
    private int toSkip;
    private int pagesSinceUpdate;
    private boolean moved;
    private boolean ended;

    ScopeReader(StepExecution step, Walks walks, ScopeApiClient api, ProgressBoard progress, RequestCounts requests) {
        this.step = step;
        this.walks = walks;
        this.api = api;
        this.progress = progress;
        this.requests = requests;
    }

    @Override
    public void open(ExecutionContext context) {
        var state = new WalkState(context);
        var key = Partitions.keyOf(step);
        if (state.isNew()) {
            state.begin(walks.counted(key));
        }
        if (!state.atTheStart() && walks.sighted(key) != state.sighted()) {
            state.startOver();
        }
        walk = state.atTheStart() ? walks.begin(key) : walks.pass(key);
        pageNumber = state.page() - 1;
        toSkip = state.offset();
        moved = state.moved();
        ended = state.ended();
        pages = api.pages(walk.scope(), state.page(), state.count(), requests.begin(key, state.requests()));
    }

    /** Returns null if the job was stopped; the images that were read before make the last chunk. */
    @Override
    public @Nullable ListedImage read() {
        try {
            while (!elements.hasNext()) {
                if (ended || !turnPage()) {
                    return null;
                }
            }
        } catch (CancellationException e) {
            step.setTerminateOnly();
            return null;
        }
        offset++;
        return new ListedImage(elements.next(), Objects.requireNonNull(page).answeredAt());
    }

    private boolean turnPage() {
        var reading = Objects.requireNonNull(pages);
        var next = reading.next();
        if (next == null) {
            moved |= reading.moved() || reading.countMoved() || reading.capped();
            ended = true;
            return false;
        }
        page = next;
        RunContext.turnTo(next);
        pageNumber++;
        pagesSinceUpdate++;
        elements = next.images().iterator();
        for (offset = 0; offset < toSkip && elements.hasNext(); offset++) {
            elements.next();
        }
        toSkip = 0;
        var at = Objects.requireNonNull(walk);
        progress.pageRead(at.scope(), at.pass(), next.images().size(), next.count());
        return true;
    }

    /** Called in the transaction of each chunk, after its rows were written. */
    @Override
    public void update(ExecutionContext context) {
        var state = new WalkState(context);
        if (pagesSinceUpdate > 0 || offset > 0) {
            state.at(elements.hasNext() ? pageNumber : pageNumber + 1, elements.hasNext() ? offset : 0);
        }
        var reading = Objects.requireNonNull(pages);
        state.pagesRead(pagesSinceUpdate, reading.count());
        pagesSinceUpdate = 0;
        state.requested(requests.of(Partitions.keyOf(step)));
        if (moved || reading.moved() || reading.countMoved()) {
            state.move();
        }
        if (ended) {
            state.end();
        }
    }

    @Override
    public void close() {
        if (pages != null) {
            api.close(pages);
        }
    }
}

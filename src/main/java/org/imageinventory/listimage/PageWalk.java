package org.imageinventory.listimage;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one list in order; some of them are read ahead. The responses determine where the walk ends: by their
 * {@code Count} and their actual page size. It always ends at an empty page. For one thread, except {@link #close}. The
 * executor's threads read the pages.
 */
public final class PageWalk implements AutoCloseable {

    private final Function<ListImageRequest, ListImagePage> client;
    private final ListImageRequest template;
    private final int readAhead;
    private final Executor executor;
    private final Queue<FutureTask<ListImagePage>> reading = new ConcurrentLinkedQueue<>();
    private final PaginationState pagination;
    /** The next page to return. The pages being read are this one and those directly after it. */
    private int nextPage;

    private boolean ended;
    private volatile boolean closed;

    /**
     * Makes a walk. Sends no request yet.
     *
     * @param template the request; the walk begins at its page number
     * @param readAhead how many pages to read ahead of the next page, 0 or more. Nothing is read ahead before the first
     *     response, because it has the number of images
     * @param executor runs the requests, which block. It needs one thread per page that is read ahead, and one more, so
     *     that no request waits for a thread
     */
    public PageWalk(ListImageClient client, ListImageRequest template, int readAhead, Executor executor) {
        this(client::list, template, readAhead, executor);
    }

    PageWalk(
            Function<ListImageRequest, ListImagePage> client,
            ListImageRequest template,
            int readAhead,
            Executor executor) {
        if (readAhead < 0) {
            throw new IllegalArgumentException("readAhead is " + readAhead + ": it must be 0 or more");
        }
        this.client = client;
        this.template = template;
        this.readAhead = readAhead;
        this.executor = executor;
        this.pagination = new PaginationState(template.pageSize());
        this.nextPage = template.pageNumber();
    }

    /**
     * Returns the next page, also an empty one that ends the list; null after the last page. Blocks.
     *
     * @throws ListImageException if this page could not be fetched; then the walk has ended
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or the walk is closed
     */
    public @Nullable ListImagePage next() {
        if (ended) {
            return null;
        }
        if (closed) {
            throw closedEarly();
        }
        readUpTo(Math.max(nextPage, pagination.readable(nextPage + readAhead)));
        // The task stays in the queue during the wait, so that close() can cancel it.
        var page = await(reading.peek());
        reading.poll();
        pagination.received(nextPage, page);
        nextPage++;
        if (pagination.endsWith(page)) {
            end();
        } else {
            readUpTo(pagination.readable(nextPage + readAhead - 1));
        }
        return page;
    }

    /** Continues an interrupted walk. If the next {@code Count} is not {@code countBefore}, the list has changed. */
    public void resume(long countBefore) {
        pagination.resume(countBefore);
    }

    /** Returns {@code Count} of the page that was returned last; null before the first page. */
    public @Nullable Long count() {
        return pagination.count();
    }

    /** Whether {@code Count} differed between pages: the list changed during the walk. */
    public boolean countMoved() {
        return pagination.countMoved();
    }

    /**
     * Whether page boundaries shifted: the page size of the responses changed during the walk, or the API returned
     * another page than requested. Then images may be missing or duplicated.
     */
    public boolean moved() {
        return pagination.moved();
    }

    /** Whether the walk was ended because the list did not seem to end. Then it is not complete. */
    public boolean capped() {
        return pagination.capped();
    }

    /** Ends the walk, cancels its requests, and wakes a thread that waits for a page. Safe to call from any thread. */
    @Override
    public void close() {
        closed = true;
        reading.forEach(task -> task.cancel(true));
        reading.clear();
    }

    private void readUpTo(int lastPage) {
        for (var page = nextPage + reading.size(); page <= lastPage; page++) {
            var request = template.page(page, pagination.requestSize());
            var task = new FutureTask<>(() -> client.apply(request));
            reading.add(task);
            execute(task);
        }
    }

    private void execute(FutureTask<ListImagePage> task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            close(); // the pool is being shut down
        }
        if (closed) {
            task.cancel(true);
        }
    }

    private void end() {
        ended = true;
        close();
    }

    private CancellationException closedEarly() {
        return new CancellationException("the walk was closed before page " + nextPage);
    }

    private ListImagePage await(@Nullable FutureTask<ListImagePage> task) {
        if (task == null) {
            throw closedEarly();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            end();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("page " + nextPage + " could not be read", e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for page " + nextPage);
        }
    }
}

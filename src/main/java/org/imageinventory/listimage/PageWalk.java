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
 * Goes through the pages of one listing in order, a few of them read ahead. The answers decide how far it goes: by their
 * {@code Count} and the page size that they were really given; it ends on an empty page in any case. For one thread, but
 * for {@link #close}; the pages are read on the executor's.
 */
public final class PageWalk implements AutoCloseable {

    private final Function<ListImageRequest, ListImagePage> client;
    private final ListImageRequest template;
    private final int readAhead;
    private final Executor executor;
    private final Queue<FutureTask<ListImagePage>> reading = new ConcurrentLinkedQueue<>();
    private final PaginationState pagination;
    /** The next page to hand out; those being read are this one and those right behind it. */
    private int nextPage;

    private boolean ended;
    private volatile boolean closed;

    /**
     * @param template what to ask; its page number is where the walk begins
     * @param readAhead how many pages are read ahead of the one being waited for, 0 or more; none before the first
     *     answer, which says how many there are
     * @param executor runs the requests, which block; one thread for each page that is read ahead, and one more, keeps
     *     it from waiting
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
            throw new IllegalArgumentException("pages to read ahead are " + readAhead + ": it must be 0 or more");
        }
        this.client = client;
        this.template = template;
        this.readAhead = readAhead;
        this.executor = executor;
        this.pagination = new PaginationState(template.pageSize());
        this.nextPage = template.pageNumber();
    }

    /**
     * The next page, the empty one that ends a listing included; null after the last. Blocks.
     *
     * @throws ListImageException if this page could not be had; the walk is over then
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
        // It stays in the queue meanwhile, where close() finds it.
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

    /** Continues a walk that was interrupted: {@code Count} of its last page must not differ from that of the next. */
    public void resume(long countBefore) {
        pagination.resume(countBefore);
    }

    /** {@code Count} of the last page; null before the first one. */
    public @Nullable Long count() {
        return pagination.count();
    }

    /** Whether {@code Count} differed between pages: the list changed during the walk. */
    public boolean countMoved() {
        return pagination.countMoved();
    }

    /**
     * Whether page boundaries shifted: the page size as answered changed during the walk, or another page was answered
     * than was asked for. Images may be missing or double then.
     */
    public boolean moved() {
        return pagination.moved();
    }

    /** Whether the walk was ended because the list went on and on. It is not complete then. */
    public boolean capped() {
        return pagination.capped();
    }

    /** Abandons the walk and the pages being read, and wakes who waits for one. Safe to call from any thread. */
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
            close(); // its pool is being shut down
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

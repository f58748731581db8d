package org.imageinventory.listimage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of reading a list page by page: its size according to the responses so far, and whether it changed. */
final class PaginationState {

    private static final int MOST_PAGES = 1_000_000;

    /** A list may grow while it is read: at most to twice its length, and some pages more. */
    private static final int GROWTH = 2;

    private static final int SLACK = 10;

    private int requestSize;
    private int responseSize;

    /** Images that a page really holds. This is less than its size if the server caps pages without saying so. */
    private int fill;

    private @Nullable Long count;
    private long mostPages = MOST_PAGES;
    private boolean any;
    private boolean countMoved;
    private boolean moved;
    private boolean capped;
    private int page;

    PaginationState(int requestSize) {
        this.requestSize = requestSize;
    }

    /** Sets the {@code Count} of the last page that was read before. */
    void resume(long countBefore) {
        count = countBefore;
    }

    /** The page size to request: at first the configured one, then that of the response, which keeps page boundaries. */
    int requestSize() {
        return requestSize;
    }

    /** {@code Count} of the last response; null before the first one. */
    @Nullable
    Long count() {
        return count;
    }

    /** Whether {@code Count} changed. */
    boolean countMoved() {
        return countMoved;
    }

    /** Whether page boundaries changed: another page size, or another page than requested. */
    boolean moved() {
        return moved;
    }

    /** Whether reading ended because the list grew without end. */
    boolean capped() {
        return capped;
    }

    /** Returns the last page up to {@code wanted} that is known to exist; 0 before the first response. */
    int readable(int wanted) {
        return any ? (int) Math.min(wanted, Math.min(pages(responseSize), mostPages)) : 0;
    }

    void received(int number, ListImagePage response) {
        moved |= response.pageNumber() != number || (any && response.pageSize() != responseSize);
        countMoved |= count != null && response.count() != count;
        if (!any || response.pageSize() != responseSize) {
            responseSize = response.pageSize();
            requestSize = responseSize;
            fill = responseSize;
        }
        count = response.count();
        page = number;
        if (!any) {
            mostPages = Math.min(MOST_PAGES, Math.max(pages(responseSize), number) * GROWTH + SLACK);
            any = true;
        }
        var held = response.images().size();
        if (held > 0 && held < fill && page < pages(fill)) {
            fill = held;
        }
    }

    /** Whether the page received last is the last one. */
    boolean endsWith(ListImagePage response) {
        if (response.images().isEmpty() || page >= pages(fill)) {
            return true;
        }
        capped = page >= mostPages;
        return capped;
    }

    private long pages(int size) {
        return (Objects.requireNonNull(count) + size - 1) / size;
    }
}

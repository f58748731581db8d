package org.imageinventory.listimage;

/** How far a listing goes, by what its answers have said so far. */
final class PaginationState {

    private static final int MOST_PAGES = 1_000_000;
    /** A list may grow while it is walked, but not by more than it was long and some pages. */
    private static final int GROWTH = 2;

    private static final int SLACK = 10;

    private int askedSize;
    private int answeredSize;
    /** What a page really holds: less than it says if the server caps pages without saying so. */
    private int fill;

    private long count;
    private long mostPages = MOST_PAGES;
    private boolean any;
    private boolean countMoved;
    private boolean moved;
    private boolean capped;
    private int page;

    PaginationState(int askedSize) {
        this.askedSize = askedSize;
    }

    /** The page size to ask for: as asked, then as answered, so that page boundaries stay where they are. */
    int askedSize() {
        return askedSize;
    }

    long count() {
        return count;
    }

    boolean countMoved() {
        return countMoved;
    }

    boolean moved() {
        return moved;
    }

    boolean capped() {
        return capped;
    }

    /** The last page up to {@code wanted} that surely exists; 0 before the first answer. */
    int readable(int wanted) {
        return any ? (int) Math.min(wanted, Math.min(pages(answeredSize), mostPages)) : 0;
    }

    void answered(int number, ListImagePage answer) {
        moved |= answer.pageNumber() != number || (any && answer.pageSize() != answeredSize);
        countMoved |= any && answer.count() != count;
        if (!any || answer.pageSize() != answeredSize) {
            answeredSize = answer.pageSize();
            askedSize = answeredSize;
            fill = answeredSize;
        }
        count = answer.count();
        page = number;
        if (!any) {
            mostPages = Math.min(MOST_PAGES, Math.max(pages(answeredSize), number) * GROWTH + SLACK);
            any = true;
        }
        var held = answer.images().size();
        if (held > 0 && held < fill && page < pages(fill)) {
            fill = held;
        }
    }

    /** Whether the page answered last is the last one. */
    boolean endsWith(ListImagePage answer) {
        if (answer.images().isEmpty() || page >= pages(fill)) {
            return true;
        }
        capped = page >= mostPages;
        return capped;
    }

    private long pages(int size) {
        return (count + size - 1) / size;
    }
}

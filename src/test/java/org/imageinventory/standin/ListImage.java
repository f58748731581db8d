package org.imageinventory.standin;

import java.util.ArrayList;
import java.util.List;

/** The action itself. It creates a page from parameters, and applies the faults that change pages. */
final class ListImage {

    static final int DEFAULT_PAGE_SIZE = 10;
    static final int MAXIMUM_PAGE_SIZE = 100;

    private volatile int maximumPageSize = MAXIMUM_PAGE_SIZE;

    void maximumPageSize(int images) {
        maximumPageSize = images;
    }

    PageDraft page(Parameters parameters, Inventory inventory, List<Fault> faults, String requestId) {
        var asked = new PagePlan(
                positive(parameters, "PageNumber", 1), positive(parameters, "PageSize", DEFAULT_PAGE_SIZE), 0, null);
        var filter = new ImageFilter(parameters);
        var plan = asked.cappedAt(maximumPageSize);
        List<PageFault> changes = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault instanceof PageFault change) {
                changes.add(change);
                plan = change.plan().apply(plan);
            }
        }
        var draft = inventory.page(filter, plan).withRequestId(requestId);
        for (PageFault change : changes) {
            draft = change.draft().apply(draft);
        }
        return draft;
    }

    private static int positive(Parameters parameters, String name, int otherwise) {
        String text = parameters.text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new Refusal(400, "Invalid" + name, "The parameter " + name + " must be a positive integer: " + text);
        }
        return Integer.parseInt(text);
    }
}

package org.imageinventory.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.listimage.ListImageClient;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.ListImageRequest;
import org.imageinventory.listimage.PageWalk;
import org.imageinventory.listimage.RequestCounter;
import org.imageinventory.settings.InventorySettings;
import org.jspecify.annotations.Nullable;

/** Requests of the job to the API, by scope. Any thread can wake those that wait for a response. */
final class ScopeApiClient {

    private final InventorySettings settings;
    private final ListImageClients clients;
    private final Executor reads;
    private final Set<PageWalk> open = ConcurrentHashMap.newKeySet();
    private volatile boolean abandoned;

    ScopeApiClient(InventorySettings settings, ListImageClients clients, Executor reads) {
        this.settings = settings;
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * Opens the pages of a scope, starting with page {@code from}. The caller must pass them to {@link #close}.
     *
     * @param countBefore {@code Count} of the page before; null if no page was read before
     */
    PageWalk pages(Scope scope, int from, @Nullable Long countBefore, RequestCounter counter) {
        var request = new ListImageRequest(
                settings.filter(), scope.product(), scope.bizRegion(), null, from, settings.pageSize());
        var pages = open(client(scope, counter), request, settings.api().readAhead());
        if (countBefore != null) {
            pages.resume(countBefore);
        }
        return pages;
    }

    void close(PageWalk pages) {
        pages.close();
        open.remove(pages);
    }

    /** Abandons all requests that wait for a response, a retry or the rate limit, and all later ones. */
    void abandon() {
        abandoned = true;
        open.forEach(PageWalk::close);
    }

    /**
     * Looks an image up by its ID: first with the scope's product, biz region and filter. If the API does not find it,
     * the image may no longer belong to the scope, so it is looked up again by its ID alone.
     *
     * @throws CancellationException if the request was abandoned
     */
    Answer image(Scope scope, String imageId, RequestCounter counter) {
        var client = client(scope, counter);
        var answer = Answer.of(ask(
                client,
                new ListImageRequest(
                        settings.filter(), scope.product(), scope.bizRegion(), imageId, 1, settings.pageSize())));
        return answer.isNothing()
                ? Answer.of(ask(
                        client, new ListImageRequest(ImageFilter.none(), null, null, imageId, 1, settings.pageSize())))
                : answer;
    }

    /**
     * The response to the lookup of one image.
     *
     * @param count {@code Count}
     */
    record Answer(List<ReceivedElement> elements, long count, Instant at) {

        private static Answer of(ListImagePage page) {
            return new Answer(page.images(), page.count(), page.answeredAt());
        }

        /** Whether the API did not find the image. */
        boolean isNothing() {
            return count == 0 && elements.isEmpty();
        }
    }

    private ListImagePage ask(ListImageClient client, ListImageRequest request) {
        var pages = open(client, request, 0);
        try {
            return Objects.requireNonNull(pages.next());
        } finally {
            close(pages);
        }
    }

    private PageWalk open(ListImageClient client, ListImageRequest request, int readAhead) {
        var pages = new PageWalk(client, request, readAhead, reads);
        open.add(pages);
        if (abandoned) {
            pages.close();
        }
        return pages;
    }

    private ListImageClient client(Scope scope, RequestCounter counter) {
        return clients.of(account(scope), scope.region()).counting(counter);
    }

    private Account account(Scope scope) {
        return settings.accounts().stream()
                .filter(account -> account.name().equals(scope.account()))
                .findFirst()
                .orElseThrow();
    }
}

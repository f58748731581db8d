package org.imageinventory.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.imageinventory.inventory.Scope;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.ListImageRequest;
import org.imageinventory.listimage.PageWalk;
import tools.jackson.databind.JsonNode;

/** What the job asks the API, in the terms of its scopes. */
final class ApiQuestions {

    private final InventorySettings settings;
    private final ListImageClients clients;
    private final Executor reads;

    ApiQuestions(InventorySettings settings, ListImageClients clients, Executor reads) {
        this.settings = settings;
        this.clients = clients;
        this.reads = reads;
    }

    /** A scope's pages, from one on. */
    PageWalk pages(Scope scope, int from) {
        var request = new ListImageRequest(
                settings.filter(), scope.product(), scope.bizRegion(), null, from, settings.pageSize());
        return new PageWalk(
                clients.of(account(scope), scope.region()),
                request,
                settings.api().readAhead(),
                reads);
    }

    /**
     * One image by its id: first as the scope shows its images, then, in case it moved out of what the scope shows, with
     * nothing but the id.
     */
    Answer image(Scope scope, String imageId) {
        var client = clients.of(account(scope), scope.region());
        var answer = Answer.of(client.list(new ListImageRequest(
                settings.filter(), scope.product(), scope.bizRegion(), imageId, 1, settings.pageSize())));
        return answer.isNothing()
                ? Answer.of(client.list(
                        new ListImageRequest(ImageFilter.none(), null, null, imageId, 1, settings.pageSize())))
                : answer;
    }

    /**
     * What the API answered to the question for one image.
     *
     * @param count {@code Count}
     */
    record Answer(List<JsonNode> elements, long count, Instant at) {

        private static Answer of(ListImagePage page) {
            return new Answer(page.images(), page.count(), page.answeredAt());
        }

        /** The API knows no such image. */
        boolean isNothing() {
            return count == 0 && elements.isEmpty();
        }
    }

    private Account account(Scope scope) {
        return settings.accounts().stream()
                .filter(account -> account.name().equals(scope.account()))
                .findFirst()
                .orElseThrow();
    }
}

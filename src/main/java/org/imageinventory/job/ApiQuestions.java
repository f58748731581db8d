package org.imageinventory.job;

import java.time.Instant;
import java.util.concurrent.Executor;
import org.imageinventory.inventory.Scope;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.ListImageRequest;
import org.imageinventory.listimage.PageWalk;
import org.jspecify.annotations.Nullable;
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
        var page = client.list(new ListImageRequest(
                settings.filter(), scope.product(), scope.bizRegion(), imageId, 1, settings.pageSize()));
        var element = element(page, imageId);
        if (element == null) {
            page = client.list(new ListImageRequest(ImageFilter.none(), null, null, imageId, 1, settings.pageSize()));
            element = element(page, imageId);
        }
        return new Answer(element, page.answeredAt());
    }

    /**
     * What the API says of one image.
     *
     * @param element null if it knows no such image
     */
    record Answer(@Nullable JsonNode element, Instant at) {}

    private static @Nullable JsonNode element(ListImagePage page, String imageId) {
        return page.images().stream()
                .filter(image -> imageId.equals(image.path("ImageId").asString("")))
                .findFirst()
                .orElse(null);
    }

    private Account account(Scope scope) {
        return settings.accounts().stream()
                .filter(account -> account.name().equals(scope.account()))
                .findFirst()
                .orElseThrow();
    }
}

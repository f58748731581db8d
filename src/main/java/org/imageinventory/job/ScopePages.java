package org.imageinventory.job;

import java.util.concurrent.Executor;
import org.imageinventory.inventory.Scope;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImageRequest;
import org.imageinventory.listimage.PageWalk;

/** Asks the API for a scope's pages, as the configuration says. */
final class ScopePages {

    private final InventorySettings settings;
    private final ListImageClients clients;
    private final Executor reads;

    ScopePages(InventorySettings settings, ListImageClients clients, Executor reads) {
        this.settings = settings;
        this.clients = clients;
        this.reads = reads;
    }

    PageWalk from(Scope scope, int page) {
        var account = settings.accounts().stream()
                .filter(candidate -> candidate.name().equals(scope.account()))
                .findFirst()
                .orElseThrow();
        var request = new ListImageRequest(
                settings.filter(), scope.product(), scope.bizRegion(), null, page, settings.pageSize());
        return new PageWalk(
                clients.of(account, scope.region()), request, settings.api().readAhead(), reads);
    }
}

package org.imageinventory.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.ListImageRequest;
import org.imageinventory.listimage.PageWalk;
import org.imageinventory.testing.SyncInProcess;

/** All pages of a region, fetched by the program's own client, which reads ahead as in a run. */
final class Fetch implements AutoCloseable {

    private static final Account ACCOUNT = new Account("main", null, null);
    private static final int PAGE_SIZE = 100;

    private final ExecutorService reads = Executors.newCachedThreadPool();
    private final SyncInProcess program;
    private final int readAhead;

    Fetch(SyncInProcess program, int readAhead) {
        this.program = program;
        this.readAhead = readAhead;
    }

    /** Discards the pages and returns the number of images in them. */
    long discard(List<String> regions) {
        var images = new long[1];
        regions.forEach(
                region -> pages(region, page -> images[0] += page.images().size()));
        return images[0];
    }

    /** Does what the usual job does: normalizes and writes every image. It needs no fingerprints. */
    void into(Writer writer, List<String> regions, int chunk) {
        var normalizer = program.part(Normalizer.class);
        var ready = new ArrayList<Parsed>();
        writer.begin();
        regions.forEach(region -> pages(region, page -> {
            page.images().stream()
                    .map(element -> new Parsed(
                            new ListedImage(element, page.answeredAt()),
                            Objects.requireNonNull(
                                    normalizer.normalize(element.json()).image())))
                    .forEach(ready::add);
            if (ready.size() >= chunk) {
                writer.write(List.copyOf(ready));
                ready.clear();
            }
        }));
        if (!ready.isEmpty()) {
            writer.write(List.copyOf(ready));
        }
    }

    private void pages(String region, Consumer<ListImagePage> each) {
        var client = program.part(ListImageClients.class).of(ACCOUNT, region);
        var first = new ListImageRequest(ImageFilter.none(), "CloudApp", null, null, 1, PAGE_SIZE);
        try (var walk = new PageWalk(client, first, readAhead, reads)) {
            for (var page = walk.next(); page != null; page = walk.next()) {
                each.accept(page);
            }
        }
    }

    @Override
    public void close() {
        reads.shutdownNow();
    }
}

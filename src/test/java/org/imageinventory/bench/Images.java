package org.imageinventory.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.image.Normalizer;
import org.imageinventory.standin.Inventory;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.SyncInProcess;

/**
 * Images that are already parsed, in one list per chunk: those of a first day, and those of a second day. On the second
 * day, 5 % have changed, 1 % are new and 1 % no longer exist.
 */
record Images(List<List<Parsed>> firstDay, List<List<Parsed>> secondDay, List<String> gone) {

    private static final int NEW = 100;
    private static final int GONE = 100;
    private static final int CHANGED = 20;

    static Images of(StandIn api, SyncInProcess program, int chunk) {
        var inventory = api.inventory();
        var first = seen(inventory, program);
        var ids = inventory.ids();
        var gone = new ArrayList<String>();
        for (var i = 0; i < ids.size(); i++) {
            if (i % GONE == 7) {
                inventory.delete(ids.get(i));
                gone.add(ids.get(i));
            } else if (i % CHANGED == 3) {
                inventory.patch(
                        ids.get(i),
                        Map.of(
                                "Status", "DEPRECATED",
                                "VersionId", "iv-second-day",
                                "TagList", List.of(Map.of("Key", "env", "Value", "second-day"))));
            }
        }
        for (var i = 0; i < ids.size() / NEW; i++) {
            inventory.add(inventory.json(ids.get(i)).replace(ids.get(i), "imgc-second-day-" + i));
        }
        return new Images(chunks(first, chunk), chunks(seen(inventory, program), chunk), gone);
    }

    private static List<Parsed> seen(Inventory inventory, SyncInProcess program) {
        var normalizer = program.part(Normalizer.class);
        return inventory.served().stream()
                .map(element -> new Parsed(
                        SyncInProcess.listed(element),
                        Objects.requireNonNull(normalizer.normalize(element).image())))
                .toList();
    }

    private static List<List<Parsed>> chunks(List<Parsed> images, int size) {
        var chunks = new ArrayList<List<Parsed>>();
        for (var from = 0; from < images.size(); from += size) {
            chunks.add(images.subList(from, Math.min(from + size, images.size())));
        }
        return chunks;
    }
}

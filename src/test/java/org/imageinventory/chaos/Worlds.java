package org.imageinventory.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imageinventory.standin.Inventory;
import org.imageinventory.standin.StandIn;

/** Two stand-ins that always have the same images: one for the runs that are interrupted, one for their twins. */
final class Worlds implements AutoCloseable {

    static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");

    private final StandIn api;
    private final StandIn twin;
    private final List<String> gone = new ArrayList<>();

    Worlds(long seed, int images) {
        api = StandIn.builder().images(images).seed(seed).build().start();
        twin = StandIn.builder().images(images).seed(seed).build().start();
    }

    StandIn api() {
        return api;
    }

    StandIn twin() {
        return twin;
    }

    void change(Consumer<Inventory> change) {
        change.accept(api.inventory());
        change.accept(twin.inventory());
    }

    void delete(String id) {
        change(inventory -> inventory.delete(id));
        gone.add(id);
    }

    /** Restores every second one of the deleted images. */
    void restoreHalf() {
        for (var i = gone.size() - 1; i >= 0; i -= 2) {
            var id = gone.remove(i);
            change(inventory -> inventory.restore(id));
        }
    }

    /** Returns the IDs of a product's images, as a walk would list them. */
    List<String> ids(String product) {
        return api.inventory().ids(Map.of("ProductType", product));
    }

    @Override
    public void close() {
        api.close();
        twin.close();
    }
}

package org.imageinventory.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The work of a run that is interrupted. */
enum Act {
    /** All images are new. */
    FIRST_LOAD(null) {
        @Override
        void prepare(Random random, Worlds worlds, int round) {
            // The images already exist.
        }
    },

    /** Many images have changed, some are new, and some have returned. */
    RE_SYNC(null) {
        @Override
        void prepare(Random random, Worlds worlds, int round) {
            worlds.restoreHalf();
            for (var product : Worlds.PRODUCTS) {
                for (var id : some(random, worlds.ids(product), 0.3)) {
                    var patch = patch(random);
                    worlds.change(inventory -> inventory.patch(id, patch));
                }
                for (var i = 0; i < 8; i++) {
                    var image = image("imgc-" + round + "-" + i + "-" + product, product);
                    worlds.change(inventory -> inventory.add(image));
                }
            }
        }
    },

    /** A fifth of the images no longer exists. The sweep looks up each of them. */
    SWEEP(null) {
        @Override
        void prepare(Random random, Worlds worlds, int round) {
            for (var product : Worlds.PRODUCTS) {
                some(random, worlds.ids(product), 0.2).forEach(worlds::delete);
            }
        }
    },

    /** The list of one scope changes during its first pass, so that it needs a second pass. */
    MOVING_LIST(Worlds.PRODUCTS.get(0)) {
        @Override
        void prepare(Random random, Worlds worlds, int round) {
            var listed = worlds.ids(Worlds.PRODUCTS.get(0));
            var image = image("imgc-" + round + "-first", Worlds.PRODUCTS.get(0));
            var patch = patch(random);
            worlds.change(inventory -> inventory.after(REQUESTS_BEFORE_THE_MOVE, moving -> {
                moving.delete(listed.get(0));
                moving.delete(listed.get(1));
                moving.patch(listed.get(2), patch);
                moving.addFirst(image);
            }));
        }
    };

    static final int REQUESTS_BEFORE_THE_MOVE = 5;

    private final @Nullable String product;

    Act(@Nullable String product) {
        this.product = product;
    }

    /**
     * Changes the images, or schedules changes during the run.
     *
     * @param round distinguishes this act from other acts on the same images
     */
    abstract void prepare(Random random, Worlds worlds, int round);

    /** Returns the products that are walked. */
    List<String> products() {
        return product == null ? Worlds.PRODUCTS : List.of(product);
    }

    /** Returns the value of {@code --scope}. */
    String scopePattern() {
        return product == null ? "*" : "*/" + product;
    }

    private static List<String> some(Random random, List<String> ids, double share) {
        return ids.stream().filter(id -> random.nextDouble() < share).toList();
    }

    private static Map<String, ?> patch(Random random) {
        var value = "v" + random.nextInt(1000);
        return switch (random.nextInt(5)) {
            case 0 ->
                Map.of("Status", random.nextBoolean() ? "AVAILABLE" : "INIT", "GmtModified", "2026-01-01 00:00:00");
            case 1 -> Map.of("ImageName", value);
            case 2 ->
                Map.of("TagList", List.of(Map.of("Key", "env", "Value", value), Map.of("Key", value, "Value", "")));
            case 3 ->
                Map.of(
                        "ImageRegionDistributeList",
                        List.of(Map.of("RegionId", "r", "Status", "INIT", "Progress", random.nextInt(100) + "%")));
            default -> Map.of("FeatureList", List.of(value), "SnapshotList", List.of(Map.of("SnapshotId", value)));
        };
    }

    static String image(String id, String product) {
        return "{\"ImageId\":\"" + id + "\",\"ProductType\":\"" + product
                + "\",\"Status\":\"INIT\",\"TagList\":[{\"Key\":\"a\",\"Value\":\"b\"}]}";
    }
}

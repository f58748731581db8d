package org.imageinventory.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.imageinventory.standin.Inventory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The true state: the images of two products, every state that each image ever had, and random changes to them. */
final class World {

    static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Inventory inventory;
    private final Map<String, Set<JsonNode>> states = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private int created;

    World() {
        inventory = Inventory.of(List.of());
    }

    Inventory inventory() {
        return inventory;
    }

    /** Returns the log of all changes and runs, for finding the cause of a failure. */
    List<String> log() {
        return log;
    }

    void note(String line) {
        log.add(line);
    }

    /** Returns the live images by ID. */
    Map<String, JsonNode> live() {
        var live = new TreeMap<String, JsonNode>();
        inventory.served().forEach(image -> live.put(image.get("ImageId").stringValue(), image));
        return live;
    }

    boolean everServed(String imageId, JsonNode document) {
        return states.getOrDefault(imageId, Set.of()).contains(document);
    }

    /** Makes one random change and returns the ID of the changed image. */
    String change(Random random) {
        var live = List.copyOf(live().keySet());
        var dice = random.nextInt(20);
        if (live.size() < 8 || dice < 3) {
            return create(random);
        }
        var id = live.get(random.nextInt(live.size()));
        switch (dice) {
            case 3, 4 -> {
                log.add("delete " + id);
                inventory.delete(id);
            }
            case 5, 6 -> id = restore(random, id);
            case 7 -> {
                var products = random.nextBoolean() ? PRODUCTS : List.of(PRODUCTS.get(random.nextInt(2)));
                log.add("products of " + id + ": " + products);
                inventory.supports(id, products.toArray(String[]::new));
            }
            default -> edit(random, id);
        }
        return id;
    }

    private String create(Random random) {
        var id = "imgc-" + ++created;
        var image = Documents.random(random, id, PRODUCTS.get(random.nextInt(2)));
        log.add("create " + image);
        inventory.add(image.toString());
        remember(id);
        return id;
    }

    private String restore(Random random, String otherwise) {
        var deleted = inventory.ids().isEmpty()
                ? List.<String>of()
                : states.keySet().stream().filter(inventory::isDeleted).sorted().toList();
        if (deleted.isEmpty()) {
            return otherwise;
        }
        var id = deleted.get(random.nextInt(deleted.size()));
        log.add("restore " + id);
        inventory.restore(id);
        if (random.nextBoolean()) {
            edit(random, id);
        }
        remember(id);
        return id;
    }

    private void edit(Random random, String id) {
        var image = (ObjectNode) JSON.readTree(inventory.json(id));
        Documents.edit(random, image);
        log.add("now " + image);
        inventory.replace(id, image.toString());
        remember(id);
    }

    private void remember(String id) {
        states.computeIfAbsent(id, key -> new HashSet<>()).add(JSON.readTree(inventory.json(id)));
    }
}

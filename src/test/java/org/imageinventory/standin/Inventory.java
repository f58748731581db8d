package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The images of one account: a source's, as changed since. An image is addressed by the ImageId that it had when it came
 * into the inventory, whatever later changes make of that field.
 */
public final class Inventory {

    private final ImageSource source;
    private final ListedImages added = new ListedImages(List.of());
    private final List<Integer> addedFirst = new ArrayList<>();
    private final Map<Integer, ImageDocument> replaced = new HashMap<>();
    private final Map<Integer, Set<String>> otherProducts = new HashMap<>();
    private final BitSet deleted = new BitSet();
    private final ListOrder order = new ListOrder();
    private final ChangeScript script = new ChangeScript();

    Inventory(ImageSource source) {
        this.source = source;
    }

    /** The seeded images of an account and region: the same for the same numbers, always. */
    public static Inventory seeded(long seed, int images, long uid, String region) {
        return new Inventory(new SeededInventory(seed, images, uid, region));
    }

    /** Exactly these documents in this order, served byte for byte; the same one twice if it is given twice. */
    public static Inventory of(List<String> documents) {
        return new Inventory(new ListedImages(documents));
    }

    /** Adds a document at the list's end and returns what it is addressed by. */
    public synchronized String add(String json) {
        order.forget();
        return added.add(json);
    }

    /**
     * Adds bytes at the list's end, which are served whatever they are.
     *
     * @param id what a request for one image finds them by
     * @param product what a request for a product's images finds them by
     */
    public synchronized void addRaw(String id, String product, byte[] json) {
        order.forget();
        added.add(id, new RawImage(id, product, json));
    }

    /** Adds a document at the list's beginning, which moves all others by one. */
    public synchronized String addFirst(String json) {
        order.forget();
        addedFirst.add(0, added.size());
        return added.add(json);
    }

    /** Puts another document in an image's place. */
    public synchronized void replace(String id, String json) {
        for (int slot : slots(id)) {
            replaced.put(slot, new ImageDocument(json, otherProducts.getOrDefault(slot, Set.of())));
        }
        order.forget();
    }

    /** Sets the given fields; a null value removes one (RFC 7396). */
    public void patch(String id, Map<String, ?> fields) {
        patch(id, Json.MAPPER.writeValueAsString(fields));
    }

    /** Merges a JSON document into an image's (RFC 7396). */
    public synchronized void patch(String id, String mergePatch) {
        replace(id, MergePatch.applied(json(id), mergePatch));
    }

    /** Names products that the image supports besides its ProductType. */
    public synchronized void supports(String id, String... products) {
        for (int slot : slots(id)) {
            otherProducts.put(slot, Set.of(products));
        }
        replace(id, json(id));
    }

    public synchronized void delete(String id) {
        slots(id).forEach(deleted::set);
        order.forget();
    }

    /** Brings a deleted image back where it was. */
    public synchronized void restore(String id) {
        slots(id).forEach(deleted::clear);
        order.forget();
    }

    /** Applies a change when this many more ListImage requests have been answered from here. */
    public synchronized void after(int requests, Consumer<Inventory> change) {
        script.after(requests, change);
    }

    /** An image's document, deleted or not. */
    public synchronized String json(String id) {
        return new String(image(slots(id).get(0)).json(), UTF_8);
    }

    public synchronized boolean isDeleted(String id) {
        return deleted.get(slots(id).get(0));
    }

    /** How many images the list has now. */
    public synchronized int size() {
        return positions(new ImageFilter(Parameters.of(Map.of()))).length;
    }

    /** The ids of the list as it is now, in order. */
    public List<String> ids() {
        return ids(Map.of());
    }

    /** The ids of the images that a request with these parameters would get in all its pages. */
    public synchronized List<String> ids(Map<String, String> parameters) {
        return Arrays.stream(positions(new ImageFilter(Parameters.of(parameters))))
                .mapToObj(this::id)
                .toList();
    }

    /** The documents that the whole list consists of now. */
    public List<JsonNode> served() {
        return served(Map.of());
    }

    /** The documents that a request with these parameters (by their wire names) would get in all its pages. */
    public List<JsonNode> served(Map<String, String> parameters) {
        return servedText(parameters).stream().map(Json::lenient).toList();
    }

    /** As {@link #served(Map)}, byte for byte as on the wire. */
    public synchronized List<String> servedText(Map<String, String> parameters) {
        return Arrays.stream(positions(new ImageFilter(Parameters.of(parameters))))
                .mapToObj(slot -> new String(image(slot).json(), UTF_8))
                .toList();
    }

    synchronized PageDraft page(ImageFilter filter, PagePlan plan) {
        int[] positions = plan.arranged(positions(filter));
        long first = plan.firstIndex();
        List<byte[]> images = new ArrayList<>();
        for (long index = first; index < Math.min(first + plan.pageSize(), positions.length); index++) {
            images.add(image(positions[(int) index]).json());
        }
        var draft = PageDraft.of(plan, images, positions.length);
        script.answered(this);
        return draft;
    }

    private int[] positions(ImageFilter filter) {
        return order.positions(filter, () -> IntStream.concat(
                        addedFirst.stream().mapToInt(index -> source.size() + index),
                        IntStream.range(0, source.size() + added.size())
                                .filter(slot -> slot < source.size() || !addedFirst.contains(slot - source.size())))
                .filter(slot -> !deleted.get(slot) && filter.test(image(slot)))
                .toArray());
    }

    private ServedImage image(int slot) {
        ImageDocument document = replaced.get(slot);
        if (document != null) {
            return document;
        }
        return slot < source.size() ? source.image(slot) : added.image(slot - source.size());
    }

    private String id(int slot) {
        return slot < source.size() ? source.id(slot) : added.id(slot - source.size());
    }

    private List<Integer> slots(String id) {
        List<Integer> slots = new ArrayList<>(source.positions(id));
        added.positions(id).forEach(index -> slots.add(source.size() + index));
        if (slots.isEmpty()) {
            throw new NoSuchElementException("There is no image " + id);
        }
        return slots;
    }
}

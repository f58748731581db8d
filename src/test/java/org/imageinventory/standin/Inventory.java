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
 * The images of one account: those of a source, with all later changes. An image is addressed by the ImageId that it
 * had when it was added, even if a later change modifies that field.
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

    /** Returns the generated images of an account and region. The same numbers always give the same images. */
    public static Inventory seeded(long seed, int images, long uid, String region) {
        return new Inventory(new SeededInventory(seed, images, uid, region));
    }

    /**
     * Returns exactly these documents in this order, served byte for byte. A document that is given twice is served
     * twice.
     */
    public static Inventory of(List<String> documents) {
        return new Inventory(new ListedImages(documents));
    }

    /** Adds a document at the end of the list. Returns the ID by which it is addressed. */
    public synchronized String add(String json) {
        order.forget();
        return added.add(json);
    }

    /**
     * Adds bytes at the end of the list. They are served unchanged.
     *
     * @param id the image ID by which requests find them
     * @param product the product by which requests find them
     */
    public synchronized void addRaw(String id, String product, byte[] json) {
        order.forget();
        added.add(id, new RawImage(id, product, json));
    }

    /** Adds a document at the beginning of the list, which moves all others by one place. */
    public synchronized String addFirst(String json) {
        order.forget();
        addedFirst.add(0, added.size());
        return added.add(json);
    }

    /** Replaces the document of an image. */
    public synchronized void replace(String id, String json) {
        for (int slot : slots(id)) {
            replaced.put(slot, new ImageDocument(json, otherProducts.getOrDefault(slot, Set.of())));
        }
        order.forget();
    }

    /** Sets the given fields. A null value removes a field (RFC 7396). */
    public void patch(String id, Map<String, ?> fields) {
        patch(id, Json.MAPPER.writeValueAsString(fields));
    }

    /** Merges a JSON document into that of an image (RFC 7396). */
    public synchronized void patch(String id, String mergePatch) {
        replace(id, MergePatch.applied(json(id), mergePatch));
    }

    /** Sets the products that the image supports in addition to its ProductType. */
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

    /** Restores a deleted image at its earlier place. */
    public synchronized void restore(String id) {
        slots(id).forEach(deleted::clear);
        order.forget();
    }

    /** Applies a change after this many further responses to ListImage requests. */
    public synchronized void after(int requests, Consumer<Inventory> change) {
        script.after(requests, change);
    }

    /** Returns an image's document, even if the image is deleted. */
    public synchronized String json(String id) {
        return new String(image(slots(id).get(0)).json(), UTF_8);
    }

    public synchronized boolean isDeleted(String id) {
        return deleted.get(slots(id).get(0));
    }

    /** Returns the current number of images in the list. */
    public synchronized int size() {
        return positions(new ImageFilter(Parameters.of(Map.of()))).length;
    }

    /** Returns the IDs of the current list, in order. */
    public List<String> ids() {
        return ids(Map.of());
    }

    /** Returns the IDs of the images that a request with these parameters would get in all its pages. */
    public synchronized List<String> ids(Map<String, String> parameters) {
        return Arrays.stream(positions(new ImageFilter(Parameters.of(parameters))))
                .mapToObj(this::id)
                .toList();
    }

    /** Returns the documents of the whole current list. */
    public List<JsonNode> served() {
        return served(Map.of());
    }

    /** Returns the documents that a request with these parameters (by their wire names) would get in all its pages. */
    public List<JsonNode> served(Map<String, String> parameters) {
        return servedText(parameters).stream().map(Json::lenient).toList();
    }

    /** Returns the same as {@link #served(Map)}, byte for byte as sent. */
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

package org.imageinventory.standin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exactly these documents in this order. A document that is given twice is listed twice. */
final class ListedImages implements ImageSource {

    private final List<ServedImage> documents = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, List<Integer>> byId = new HashMap<>();

    ListedImages(List<String> texts) {
        texts.forEach(this::add);
    }

    /** Adds a document at the end. Returns the ID by which it is addressed. */
    String add(String text) {
        var document = new ImageDocument(text, Set.of());
        String named = document.text("ImageId");
        return add(named == null || named.isEmpty() ? "unnamed-" + documents.size() : named, document);
    }

    String add(String id, ServedImage document) {
        byId.computeIfAbsent(id, key -> new ArrayList<>()).add(documents.size());
        documents.add(document);
        ids.add(id);
        return id;
    }

    @Override
    public int size() {
        return documents.size();
    }

    @Override
    public ServedImage image(int position) {
        return documents.get(position);
    }

    @Override
    public String id(int position) {
        return ids.get(position);
    }

    @Override
    public List<Integer> positions(String id) {
        return byId.getOrDefault(id, List.of());
    }
}

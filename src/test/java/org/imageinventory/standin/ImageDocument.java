package org.imageinventory.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An image that was given as a text. It is served byte for byte, whatever it contains. */
final class ImageDocument implements ServedImage {

    private final byte[] json;
    private final JsonNode node;
    private final Set<String> otherProducts;

    ImageDocument(String text, Set<String> otherProducts) {
        this.json = text.getBytes(StandardCharsets.UTF_8);
        this.node = Json.lenient(text);
        this.otherProducts = otherProducts;
    }

    @Override
    public byte[] json() {
        return json;
    }

    @Override
    public @Nullable String text(String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    @Override
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node.path(field)) {
            if (element.isValueNode()) {
                texts.add(element.asString());
            }
        }
        return texts;
    }

    @Override
    public Collection<String> regions() {
        Set<String> regions = new TreeSet<>(texts("ImageRegionList"));
        for (JsonNode state : node.path("ImageRegionDistributeList")) {
            if (state.path("RegionId").isString()) {
                regions.add(state.path("RegionId").asString());
            }
        }
        return regions;
    }

    @Override
    public Collection<String> products() {
        Set<String> products = new TreeSet<>(otherProducts);
        String own = text("ProductType");
        if (own != null) {
            products.add(own);
        }
        return products;
    }

    @Override
    public boolean hasTag(String key, @Nullable String value) {
        for (JsonNode tag : node.path("TagList")) {
            if (tag.path("Key").asString("").equals(key)
                    && (value == null || tag.path("Value").asString("").equals(value))) {
                return true;
            }
        }
        return false;
    }
}

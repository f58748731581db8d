package org.imageinventory.standin;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An element that the stand-in does not parse. It may not be JSON, an object, or even text. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawImage(String id, String product, byte[] json) implements ServedImage {

    @Override
    public @Nullable String text(String field) {
        return field.equals("ImageId") ? id : null;
    }

    @Override
    public List<String> texts(String field) {
        return List.of();
    }

    @Override
    public Collection<String> regions() {
        return List.of();
    }

    @Override
    public Collection<String> products() {
        return Set.of(product);
    }

    @Override
    public boolean hasTag(String key, @Nullable String value) {
        return false;
    }
}

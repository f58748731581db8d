package org.imageinventory.image;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An element of ListImage's {@code Data[]} as received. It is parsed only on demand. */
public final class ReceivedElement {

    private final UUID textDigest;
    private final @Nullable String imageId;
    private final Supplier<JsonNode> parser;

    /**
     * Makes an element.
     *
     * @param text its text in the response, in UTF-8
     * @param imageId its {@code ImageId}; null if only parsing can determine it
     * @param parser parses the text as any kind of JSON value; fails if the text is not JSON
     */
    public ReceivedElement(ByteBuffer text, @Nullable String imageId, Supplier<JsonNode> parser) {
        this.textDigest = new Digest().add(text).get();
        this.imageId = imageId;
        this.parser = parser;
    }

    /** Returns 128 bits of SHA-256 over the bytes of its text. */
    public UUID textDigest() {
        return textDigest;
    }

    /** Returns the {@code ImageId}; null if only parsing can determine it. */
    public @Nullable String imageId() {
        return imageId;
    }

    /** Parses the element again with each call. */
    public JsonNode json() {
        return parser.get();
    }
}

package org.imageinventory.image;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An element of ListImage's {@code Data[]} as it was received. What it says is parsed when somebody asks. */
public final class ReceivedElement {

    private final UUID textDigest;
    private final @Nullable String imageId;
    private final Supplier<JsonNode> parser;

    /**
     * @param text its text in the answer, in UTF-8
     * @param imageId its {@code ImageId} where that is beyond doubt without parsing
     * @param parser makes any kind of JSON value of the text; fails if that is not JSON
     */
    public ReceivedElement(ByteBuffer text, @Nullable String imageId, Supplier<JsonNode> parser) {
        this.textDigest = new Digest().add(text).get();
        this.imageId = imageId;
        this.parser = parser;
    }

    /** 128 bits of SHA-256 over its text, byte for byte. */
    public UUID textDigest() {
        return textDigest;
    }

    /** Null if only parsing can tell. */
    public @Nullable String imageId() {
        return imageId;
    }

    /** Parses it anew with each call. */
    public JsonNode json() {
        return parser.get();
    }
}

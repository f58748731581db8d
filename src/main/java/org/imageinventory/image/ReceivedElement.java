package org.imageinventory.image;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * An element of ListImage's {@code Data[]} as it was received.
 *
 * @param json any kind of JSON value
 * @param textDigest 128 bits of SHA-256 over its text in the answer, byte for byte
 */
public record ReceivedElement(JsonNode json, UUID textDigest) {

    /**
     * Takes an element with its text.
     *
     * @param text in UTF-8
     */
    public static ReceivedElement of(JsonNode json, byte[] text) {
        return new ReceivedElement(json, new Digest().add(text).get());
    }
}

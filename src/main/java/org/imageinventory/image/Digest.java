package org.imageinventory.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** 128 bits of SHA-256, as a UUID: the only 16-byte type that both Java and PostgreSQL have. */
final class Digest {

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text, and a zero byte as its end. */
    Digest add(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return this;
    }

    Digest add(ByteBuffer bytes) {
        sha256.update(bytes.duplicate());
        return this;
    }

    UUID get() {
        var bytes = ByteBuffer.wrap(sha256.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}

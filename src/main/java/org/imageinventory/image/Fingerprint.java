package org.imageinventory.image;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of an image's state, for comparing two states: digests of 128 bits of SHA-256.
 *
 * @param state the digest of all fields with history
 * @param volatileState the digest of the volatile fields; null if the image has none
 */
public record Fingerprint(UUID state, @Nullable UUID volatileState) {}

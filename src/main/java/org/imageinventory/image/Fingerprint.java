package org.imageinventory.image;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What two states of an image are compared by: 128 bits of SHA-256 each, in the one 16-byte type that Java and
 * PostgreSQL share.
 *
 * @param state over everything that has history
 * @param volatileState over the volatile fields; null if the image has none
 */
public record Fingerprint(UUID state, @Nullable UUID volatileState) {}

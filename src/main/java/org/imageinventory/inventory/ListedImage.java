package org.imageinventory.inventory;

import java.time.Instant;
import org.imageinventory.image.ReceivedElement;

/**
 * An element of a page or of a lookup, as it was received.
 *
 * @param seenAt when the response was received
 */
public record ListedImage(ReceivedElement element, Instant seenAt) {}

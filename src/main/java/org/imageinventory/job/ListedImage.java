package org.imageinventory.job;

import java.time.Instant;
import org.imageinventory.image.ReceivedElement;

/**
 * An element of a page, as it was received.
 *
 * @param seenAt when the page was answered
 */
record ListedImage(ReceivedElement element, Instant seenAt) {}

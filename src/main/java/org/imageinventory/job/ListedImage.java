package org.imageinventory.job;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An element of a page, as it was received.
 *
 * @param seenAt when the page was answered
 */
record ListedImage(JsonNode element, Instant seenAt) {}

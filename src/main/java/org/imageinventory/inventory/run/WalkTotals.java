package org.imageinventory.inventory.run;

import org.jspecify.annotations.Nullable;

/**
 * Counters of a walk so far. They cover all its passes, unless stated otherwise.
 *
 * @param pages pages read
 * @param countReported the API's {@code Count} in the last response of the pass; null before the first response
 * @param images images read in the pass, distinct within each chunk
 * @param tally images by what the walk found or did
 * @param requests requests to the API
 */
public record WalkTotals(long pages, @Nullable Long countReported, long images, Tally tally, ApiRequests requests) {}

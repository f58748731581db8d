package org.imageinventory.listimage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a trial request found.
 *
 * @param requestId {@code RequestId}; {@code -} where the answer has none
 * @param count {@code Count}: images that the credentials may see
 * @param clockSkew the server's clock less this machine's at the middle of the request: positive when this machine is
 *     behind; exact to about a second, requests are refused from 15 minutes on; null if the answer has no date
 * @param latency from sending to the end of the answer
 */
public record Probe(String requestId, long count, @Nullable Duration clockSkew, Duration latency) {}

package org.imageinventory.listimage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of a trial request.
 *
 * @param requestId {@code RequestId}; {@code -} if the response has none
 * @param count {@code Count}: the number of images of the product that the credentials may list
 * @param clockSkew the server's clock minus this machine's clock, at the middle of the request: positive if this
 *     machine is behind. It is exact to about a second; the API refuses requests if it exceeds 15 minutes. Null if the
 *     response has no date
 * @param latency from sending the request to the end of the response
 */
public record Probe(String requestId, long count, @Nullable Duration clockSkew, Duration latency) {}

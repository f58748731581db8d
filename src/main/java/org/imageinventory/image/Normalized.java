package org.imageinventory.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of normalizing one element of {@code Data[]}.
 *
 * @param image null if the element is not an object or has no usable {@code ImageId}; then there is an anomaly for it
 * @param anomalies unknown fields and values that did not fit, in the order found
 */
public record Normalized(@Nullable Image image, List<Anomaly> anomalies) {}

package org.imageinventory.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one element of {@code Data[]}.
 *
 * @param image null if the element is no object or has no usable {@code ImageId}; then an anomaly says so
 * @param anomalies what was unknown or did not fit, in the order met
 */
public record Normalized(@Nullable Image image, List<Anomaly> anomalies) {}

package org.imageinventory.bench;

import org.jspecify.annotations.Nullable;

/**
 * The cost of one phase.
 *
 * @param images number of images that the phase processed
 * @param wallNanos duration
 * @param clientNanos CPU time of this JVM
 * @param serverNanos CPU time of PostgreSQL's processes, in steps of 10 ms
 * @param walBytes bytes of WAL written
 * @param rows rows inserted, updated and deleted in the inventory's tables, without sightings; null if they cannot be
 *     counted
 */
record Cost(long images, long wallNanos, long clientNanos, long serverNanos, long walBytes, @Nullable Long rows) {

    double imagesPerSecond() {
        return images * 1e9 / wallNanos;
    }

    double cpuMicrosPerImage() {
        return clientMicrosPerImage() + serverMicrosPerImage();
    }

    double clientMicrosPerImage() {
        return clientNanos / 1e3 / images;
    }

    double serverMicrosPerImage() {
        return serverNanos / 1e3 / images;
    }

    double walBytesPerImage() {
        return (double) walBytes / images;
    }
}

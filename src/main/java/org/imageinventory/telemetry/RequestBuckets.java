package org.imageinventory.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.Stream;

/** A few fixed buckets for the duration of requests. Other timers have only count, sum and maximum. */
final class RequestBuckets implements MeterFilter {

    private static final double[] NANOS = Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private RequestBuckets() {}

    static MeterRegistry in(MeterRegistry registry) {
        registry.config().meterFilter(new RequestBuckets());
        return registry;
    }

    /** Removes the tag {@code error} of requests, because {@code outcome} has more information. */
    @Override
    public Meter.Id map(Meter.Id id) {
        return isRequest(id)
                ? id.replaceTags(id.getTags().stream()
                        .filter(tag -> !tag.getKey().equals("error"))
                        .toList())
                : id;
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return isRequest(id)
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(NANOS)
                        .build()
                        .merge(config)
                : config;
    }

    private static boolean isRequest(Meter.Id id) {
        return id.getName().equals("image_inventory.request");
    }
}

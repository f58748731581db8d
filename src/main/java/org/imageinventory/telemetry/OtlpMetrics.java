package org.imageinventory.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Metrics by OTLP, sent every minute during a run, and at its end. */
final class OtlpMetrics implements Export {

    private final Receiver receiver;
    private final OtlpMetricsSender http =
            new OtlpHttpMetricsSender(new HttpUrlConnectionSender(CONNECT_TIMEOUT, RESPONSE_TIMEOUT));
    private final OtlpMeterRegistry registry;
    private volatile @Nullable Exception failure;

    OtlpMetrics(Receiver receiver, String service) {
        this.receiver = receiver;
        this.registry = OtlpMeterRegistry.builder(new Config(receiver, service))
                .clock(Clock.SYSTEM)
                .metricsSender(this::post)
                .build();
    }

    MeterRegistry registry() {
        return registry;
    }

    /** Sends a request. The last failure is reported at the end, because the registry would log each one. */
    private void post(OtlpMetricsSender.Request request) {
        try {
            http.send(request);
            failure = null;
        } catch (Exception e) {
            failure = e;
        }
    }

    @Override
    public String what() {
        return "metrics to " + receiver.url();
    }

    @Override
    public void send() throws Exception {
        registry.close();
        if (failure != null) {
            throw failure;
        }
    }

    private record Config(Receiver receiver, String service) implements OtlpConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return receiver.address();
        }

        @Override
        public Map<String, String> headers() {
            return receiver.headers();
        }

        @Override
        public Map<String, String> resourceAttributes() {
            var attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
            attributes.put("service.name", service);
            return attributes;
        }

        /** Returns seconds, as in Prometheus, so that a metric has the same name in both. */
        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }
    }
}

package org.imageinventory.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics and spans of the program. It collects them, and sends them when it is closed after a run. If a receiver
 * does not accept them, the only effects are a log line and a delay of at most {@value Export#BUDGET_SECONDS} seconds.
 */
public final class Telemetry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private final List<Export> exports = new ArrayList<>();
    private final @Nullable MeterRegistry meters;
    private final ObservationRegistry observations;
    private volatile boolean toBeSent;

    /** Contacts no receiver yet. Loads nothing for receivers that are not set. */
    public Telemetry(TelemetrySettings settings) {
        meters = settings.otlpMetrics().isSet() || settings.pushgateway().isSet() ? meters(settings) : null;
        observations = observations(settings);
    }

    private MeterRegistry meters(TelemetrySettings settings) {
        var all = new CompositeMeterRegistry();
        if (settings.otlpMetrics().isSet()) {
            var otlp = new OtlpMetrics(settings.otlpMetrics(), settings.service());
            exports.add(otlp);
            all.add(RequestBuckets.in(otlp.registry()));
        }
        if (settings.pushgateway().isSet()) {
            var pushgateway = new Pushgateway(settings.pushgateway(), settings.service());
            exports.add(pushgateway);
            all.add(RequestBuckets.in(pushgateway.registry()));
        }
        return all;
    }

    private ObservationRegistry observations(TelemetrySettings settings) {
        if (meters == null && !settings.otlpTraces().isSet()) {
            return ObservationRegistry.NOOP;
        }
        var registry = ObservationRegistry.create();
        // Spring Batch's second observation of the whole job.
        registry.observationConfig()
                .observationPredicate((name, context) -> !name.equals("spring.batch.job.launch.count"));
        if (meters != null) {
            registry.observationConfig()
                    .observationHandler(new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER));
        }
        if (settings.otlpTraces().isSet()) {
            var traces = new OtlpTraces(settings.otlpTraces(), settings.service());
            exports.add(traces);
            traces.handlers().forEach(registry.observationConfig()::observationHandler);
        }
        return registry;
    }

    /** Returns the registry of meters; null if no receiver takes metrics. */
    public @Nullable MeterRegistry meters() {
        return meters;
    }

    /** Returns the registry of observations. If receivers are set, each observation is measured and becomes a span. */
    public ObservationRegistry observations() {
        return observations;
    }

    /** Makes {@link #close} send the data. Call this only for a run, because the data replaces an earlier run's. */
    public void sendOnClose() {
        toBeSent = true;
    }

    /** Sends to all receivers at the same time, if {@link #sendOnClose} was called. */
    @Override
    public void close() {
        if (!toBeSent) {
            return;
        }
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Export.BUDGET_SECONDS);
        exports.stream().map(Telemetry::sending).toList().forEach(sending -> sending.await(deadline));
    }

    private static Sending sending(Export export) {
        var task = new FutureTask<@Nullable Void>(() -> {
            export.send();
            return null;
        });
        var thread = new Thread(task, "telemetry");
        thread.setDaemon(true);
        thread.start();
        return new Sending(export, task);
    }

    private record Sending(Export export, FutureTask<@Nullable Void> task) {

        void await(long deadline) {
            try {
                task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                LOG.warn("Could not send {}: {}; the run is not affected", export.what(), root(e));
            } catch (TimeoutException e) {
                LOG.warn(
                        "Could not send {} in {} seconds; the run is not affected",
                        export.what(),
                        Export.BUDGET_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static String root(Throwable thrown) {
            var cause = thrown.getCause();
            return cause == null ? thrown.toString() : root(cause);
        }
    }
}

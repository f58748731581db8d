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
 * Gathers figures and spans while the program runs, and sends them when it is closed, if it ran a run. A receiver that
 * does not take them costs a line in the log and {@value Export#BUDGET_SECONDS} seconds at most; nothing else comes of it.
 */
public final class Telemetry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private final List<Export> exports = new ArrayList<>();
    private final @Nullable MeterRegistry meters;
    private final ObservationRegistry observations;
    private volatile boolean toBeSent;

    /** Contacts no one yet. What no receiver is set for is not even loaded. */
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
        // Spring Batch's, around the whole job a second time.
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

    /** Where to count and measure; null where no one takes metrics. */
    public @Nullable MeterRegistry meters() {
        return meters;
    }

    /** What is observed here is measured, and a span of a trace, as far as someone takes those. */
    public ObservationRegistry observations() {
        return observations;
    }

    /** What is gathered is of a run, hence worth sending; it would replace that of an earlier one. */
    public void sendOnClose() {
        toBeSent = true;
    }

    /** Sends all, to all receivers at once. */
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

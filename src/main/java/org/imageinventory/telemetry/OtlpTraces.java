package org.imageinventory.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Traces by OTLP, sent during a run, and the rest at its end. */
final class OtlpTraces implements Export {

    private final Receiver receiver;
    private final SdkTracerProvider provider;
    private volatile boolean lost;

    OtlpTraces(Receiver receiver, String service) {
        this.receiver = receiver;
        var http = OtlpHttpSpanExporter.builder()
                .setEndpoint(receiver.address())
                .setHeaders(receiver::headers)
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeout(RESPONSE_TIMEOUT)
                .setRetryPolicy(null)
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", service)
                                .build())))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new Remembering(http)).build())
                .build();
    }

    /**
     * Returns handlers that make a span of each observation, except the observations of single images. Observations
     * within those become children of the scope's span.
     */
    List<ObservationHandler<Observation.Context>> handlers() {
        var tracer = new OtelTracer(provider.get("org.imageinventory"), new OtelCurrentTraceContext(), event -> {});
        return List.of(
                new DefaultTracingObservationHandler(tracer) {
                    @Override
                    public boolean supportsContext(Observation.Context context) {
                        return !isOfAnImage(context);
                    }
                },
                new ObservationHandler<>() {
                    @Override
                    public void onStart(Observation.Context context) {
                        var parent = context.getParentObservation();
                        var around =
                                parent == null ? null : parent.getContextView().get(TracingContext.class);
                        if (around != null) {
                            context.put(TracingContext.class, around);
                        }
                    }

                    @Override
                    public boolean supportsContext(Observation.Context context) {
                        return isOfAnImage(context);
                    }
                });
    }

    private static boolean isOfAnImage(Observation.Context context) {
        return String.valueOf(context.getName()).startsWith("spring.batch.item.");
    }

    @Override
    public String what() {
        return "traces to " + receiver.url();
    }

    @Override
    public void send() throws IOException {
        provider.shutdown().join(BUDGET_SECONDS, TimeUnit.SECONDS);
        if (lost) {
            throw new IOException("not all spans were accepted (logging.level.io.opentelemetry=warn shows why)");
        }
    }

    /** An exporter that remembers failures, because the processor does not report the result of an export. */
    private final class Remembering implements SpanExporter {

        private final SpanExporter exporter;

        Remembering(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            var result = exporter.export(spans);
            return result.whenComplete(() -> {
                lost |= !result.isSuccess();
            });
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}

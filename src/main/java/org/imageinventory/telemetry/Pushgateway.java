package org.imageinventory.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;

/** Metrics for Prometheus' Pushgateway, sent at the end of a run. */
final class Pushgateway implements Export {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Receiver receiver;
    private final URL group;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Pushgateway(Receiver receiver, String service) {
        this.receiver = receiver;
        this.group = url(receiver.address().replaceFirst("/+$", "") + "/metrics/job/" + service);
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e); // Receiver has checked it
        }
    }

    MeterRegistry registry() {
        return registry;
    }

    @Override
    public String what() {
        return "metrics to " + group;
    }

    /** Sends by POST, which keeps the metrics of earlier runs that this run does not have: above all a scope's age. */
    @Override
    public void send() throws IOException {
        var headers = new HashMap<>(receiver.headers());
        headers.put("Content-Type", TEXT_FORMAT);
        var content = registry.scrape(TEXT_FORMAT).getBytes(StandardCharsets.UTF_8);
        var response = new HttpUrlConnectionSender(CONNECT_TIMEOUT, RESPONSE_TIMEOUT)
                .send(new HttpSender.Request(group, content, HttpSender.Method.POST, headers));
        if (!response.isSuccessful()) {
            throw new IOException(
                    "HTTP " + response.code() + " " + response.body().strip());
        }
    }
}

package org.imageinventory.telemetry;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The receivers of metrics and traces, all off by default.
 *
 * @param service the name of this inventory at the receivers: OpenTelemetry's {@code service.name} and the
 *     Pushgateway's {@code job}; letters, digits and {@code . _ -}
 * @param otlpMetrics the receiver of metrics by OTLP over HTTP; the whole URL, usually ending in {@code /v1/metrics}
 * @param pushgateway Prometheus' Pushgateway; the URL of its own pages
 * @param otlpTraces the receiver of traces by OTLP over HTTP; the whole URL, usually ending in {@code /v1/traces}
 */
public record TelemetrySettings(
        @DefaultValue("image-inventory") String service,
        @DefaultValue Receiver otlpMetrics,
        @DefaultValue Receiver pushgateway,
        @DefaultValue Receiver otlpTraces) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public TelemetrySettings {
        if (!NAME.matcher(service).matches()) {
            throw new IllegalArgumentException(
                    "inventory.telemetry.service must consist of at most 100 letters, digits, '.', '_' and '-', not '"
                            + service + "'");
        }
    }
}

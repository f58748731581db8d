package org.imageinventory.telemetry;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told, all off by default.
 *
 * @param service what this inventory is called there: OpenTelemetry's {@code service.name} and the Pushgateway's
 *     {@code job}; letters, digits and {@code . _ -}
 * @param otlpMetrics takes metrics by OTLP over HTTP; the whole URL, mostly ending in {@code /v1/metrics}
 * @param pushgateway Prometheus' Pushgateway; the URL that its own pages are at
 * @param otlpTraces takes traces by OTLP over HTTP; the whole URL, mostly ending in {@code /v1/traces}
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
                    "inventory.telemetry.service must be of letters, digits, '.', '_' and '-'" + ", 100 at most, not '"
                            + service + "'");
        }
    }
}

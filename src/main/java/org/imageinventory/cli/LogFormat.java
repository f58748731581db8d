package org.imageinventory.cli;

import java.util.List;
import java.util.Locale;
import org.imageinventory.settings.ConfigurationException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** A check of the format of structured logs. It runs before logging starts, which would fail with a stack trace. */
final class LogFormat implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String KEY = "logging.structured.format.console";
    private static final List<String> KNOWN = List.of("ecs", "gelf", "logstash");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var format = event.getEnvironment().getProperty(KEY);
        if (format != null && !format.isEmpty() && !KNOWN.contains(format.toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException(KEY + " must be " + String.join(" or ", KNOWN) + ", not '" + format + "'");
        }
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }
}

package org.imageinventory.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imageinventory.settings.ConfigurationException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;

/**
 * The format of the log: text, or one JSON object per line. It is checked before logging starts, which would fail with a
 * stack trace. A text log leaves out the events of a complete run, because the summary shows the same.
 */
final class LogFormat implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String KEY = "logging.structured.format.console";
    private static final Map<String, Object> TEXT_LEVELS =
            Map.of("logging.level.org.imageinventory.job.RunLog", "warn");
    private static final List<String> KNOWN = List.of("ecs", "gelf", "logstash");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var format = event.getEnvironment().getProperty(KEY);
        if (!isStructured(event.getEnvironment())) {
            event.getEnvironment().getPropertySources().addLast(new MapPropertySource("text-log", TEXT_LEVELS));
        } else if (format != null && !KNOWN.contains(format.toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException(KEY + " must be " + String.join(" or ", KNOWN) + ", not '" + format + "'");
        }
    }

    /** Whether the log is JSON. Then it has the events of each run, and no text summary is printed. */
    static boolean isStructured(PropertyResolver settings) {
        var format = settings.getProperty(KEY);
        return format != null && !format.isEmpty();
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }
}

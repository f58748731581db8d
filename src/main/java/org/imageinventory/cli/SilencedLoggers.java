package org.imageinventory.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * A filter that silences loggers that write secrets, whatever their level. The credentials library logs responses of
 * credential services. It uses the JDK's HTTP client, which logs addresses and headers of requests. PostgreSQL's driver
 * and Flyway log the URL of the database. Their errors are also exceptions, which the program prints without secrets.
 * The class is public because Logback creates it.
 */
public final class SilencedLoggers extends TurboFilter {

    private static final List<String> SECRETIVE =
            List.of("com.aliyun", "sun.net.www", "org.postgresql.Driver", "org.flywaydb.core.FlywayExecutor");

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        var name = logger.getName();
        return SECRETIVE.stream().anyMatch(name::startsWith) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}

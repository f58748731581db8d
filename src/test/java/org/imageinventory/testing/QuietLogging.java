package org.imageinventory.testing;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import org.slf4j.Logger;

/**
 * Shows the program's own messages and others' warnings while no Spring context has set up the logs; Logback's default
 * would show what the database's tools and the HTTP server have to say. A {@code logback-test.xml} would do so too, but
 * would also displace the program's own set-up in the tests that start it.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class QuietLogging extends BasicConfigurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        super.configure(context);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("org.imageinventory").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

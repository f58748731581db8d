package org.imageinventory.testing;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import org.slf4j.Logger;

/**
 * Logging while no Spring context has configured it: the program's own messages, and warnings of libraries. Logback's
 * default would also print messages of the database's tools and the HTTP server. A {@code logback-test.xml} would have
 * the same effect, but would replace the program's own configuration in the tests that start it.
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

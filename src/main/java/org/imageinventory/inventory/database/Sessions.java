package org.imageinventory.inventory.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Gives the pool's sessions the {@link SessionSettings}, and limits how long they wait for the server. */
@Component
final class Sessions implements BeanPostProcessor {

    /**
     * The driver's properties of every session. A login has a time limit, because a server may accept a connection and never
     * respond.
     */
    static final Map<String, String> DRIVER = Map.of("loginTimeout", "10", "tcpKeepAlive", "true");

    /** Extra time for the response of a server that has ended the statement itself. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

    private final ObjectProvider<SessionLimits> limits;

    Sessions(ObjectProvider<SessionLimits> limits) {
        this.limits = limits;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            prepare(pool, limits.getObject());
        }
        return bean;
    }

    private static void prepare(HikariDataSource pool, SessionLimits limits) {
        var own = pool.getConnectionInitSql();
        pool.setConnectionInitSql((own == null ? "" : own + ";\n") + SessionSettings.sql(limits));
        // The pool needs its own setting: it restores that value after a transaction has changed it.
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        DRIVER.forEach(pool::addDataSourceProperty);
        pool.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(limits.statement().plus(ON_THE_WAY).toSeconds()));
    }
}

package org.imageinventory.inventory;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Sees to it that no session waits without an end: neither the pool's for the server, nor the server for them. */
@Component
final class Sessions implements BeanPostProcessor {

    /**
     * Where the platform has these settings; a Unix-domain socket ignores them and needs none. A client whose host is gone
     * is given up within a minute, and with it what it locked.
     */
    static final String KEEPALIVE =
            """
            SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = 45000
            """;

    /** To connect and to be let in: a server that accepts and says nothing would be waited for without an end. */
    private static final String LOGIN_SECONDS = "10";

    /** For an answer that is late on its way, when the server itself has ended the statement. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

    private final ObjectProvider<SessionLimits> limits;

    Sessions(ObjectProvider<SessionLimits> limits) {
        this.limits = limits;
    }

    /** The properties of a connection outside the pool. */
    static Properties login(JdbcConnectionDetails database) {
        var properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        return properties;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            limit(pool, limits.getObject());
        }
        return bean;
    }

    private static void limit(HikariDataSource pool, SessionLimits limits) {
        var own = pool.getConnectionInitSql();
        pool.setConnectionInitSql((own == null ? "" : own + "; ") + sql(limits) + "; " + KEEPALIVE);
        pool.addDataSourceProperty("loginTimeout", LOGIN_SECONDS);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(limits.statement().plus(ON_THE_WAY).toSeconds()));
    }

    private static String sql(SessionLimits limits) {
        return "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                .formatted(
                        limits.statement().toMillis(),
                        limits.lock().toMillis(),
                        limits.idleInTransaction().toMillis());
    }
}

package org.imageinventory.inventory;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.stereotype.Component;

/** The schema: brought up to date by Flyway from {@code db/migration}. */
@Component
public class Migration {

    private final Flyway flyway;

    Migration(DataSource dataSource) {
        this.flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .load();
    }

    /** Applies what is pending; gives its versions with their descriptions, oldest first, none if all was there. */
    public List<String> migrate() {
        var pending = pending();
        if (!pending.isEmpty()) {
            flyway.migrate();
        }
        return pending;
    }

    /** What {@link #migrate} would apply. */
    public List<String> pending() {
        return Arrays.stream(flyway.info().pending()).map(Migration::name).toList();
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }
}

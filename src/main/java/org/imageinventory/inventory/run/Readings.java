package org.imageinventory.inventory.run;

import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Settings with which views read documents. They must be the same as those of this program. */
@Repository
public class Readings {

    private final JdbcClient jdbc;

    Readings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores the time zone of times that carry none. Writes nothing if it has not changed. A zone with a fixed offset
     * is stored as its offset, because PostgreSQL reads GMT+8 as eight hours west.
     */
    public void zone(ZoneId zone) {
        jdbc.sql("UPDATE inventory.reading SET zone = :zone WHERE zone <> :zone")
                .param("zone", zone.normalized().getId())
                .update();
    }
}

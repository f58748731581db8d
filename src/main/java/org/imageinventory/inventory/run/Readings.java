package org.imageinventory.inventory.run;

import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the reports in SQL are to read documents: as this program does. */
@Repository
public class Readings {

    private final JdbcClient jdbc;

    Readings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes the zone in which times without one are meant; nothing is written if it is the same. A zone that is an offset
     * is noted as one: PostgreSQL takes GMT+8 for eight hours west.
     */
    public void zone(ZoneId zone) {
        jdbc.sql("UPDATE inventory.reading SET zone = :zone WHERE zone <> :zone")
                .param("zone", zone.normalized().getId())
                .update();
    }
}

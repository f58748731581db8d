package org.imageinventory.inventory;

import java.util.List;
import org.springframework.stereotype.Component;

/** Stub. */
@Component
public class Migration {

    public MigrationReport migrate() {
        return new MigrationReport(null, "1", List.of(new MigrationReport.Applied("1", "inventory")));
    }

    public SchemaState state() {
        return new SchemaState(null, List.of("1"));
    }
}

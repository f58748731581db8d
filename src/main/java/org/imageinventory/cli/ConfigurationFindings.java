package org.imageinventory.cli;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.listimage.Account;
import org.imageinventory.settings.InventorySettings;

/** The findings on settings that are valid, without using the network. */
final class ConfigurationFindings {

    private ConfigurationFindings() {}

    static List<Finding> of(InventorySettings settings) {
        var findings = new ArrayList<>(List.of(scopes(settings)));
        // The API may return no images for an unknown product instead of an error.
        var unknown = settings.products().stream()
                .filter(product -> !InventorySettings.KNOWN_PRODUCTS.contains(product))
                .toList();
        if (!unknown.isEmpty()) {
            findings.add(Finding.warn(
                    "products",
                    "not known to this version: " + String.join(", ", unknown),
                    "correct inventory.products, unless the product is new; known products are "
                            + String.join(", ", InventorySettings.KNOWN_PRODUCTS)));
        }
        return findings;
    }

    /** Reports the number of scopes and their parts. */
    private static Finding scopes(InventorySettings settings) {
        var bizRegions = settings.bizRegions().size();
        var scopes = settings.accounts().size()
                * settings.regions().size()
                * settings.products().size()
                * Math.max(1, bizRegions);
        var accounts = settings.accounts().stream().map(Account::name).toList();
        return Finding.ok(
                "configuration",
                Printable.count(scopes, "scope") + ": accounts " + String.join(", ", accounts)
                        + "; regions " + String.join(", ", settings.regions())
                        + "; products " + String.join(", ", settings.products())
                        + (bizRegions == 0 ? "" : "; biz regions " + String.join(", ", settings.bizRegions())));
    }
}

package org.imageinventory.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.listimage.Account;
import org.imageinventory.settings.ConfigurationException;
import org.imageinventory.settings.InventorySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Scopes of the configuration: each combination of account, region, product and biz region, with the filter. */
@Component
final class ScopePlan {

    private final InventorySettings settings;

    ScopePlan(InventorySettings settings) {
        this.settings = settings;
    }

    /**
     * Returns the scopes whose names match.
     *
     * @param pattern a glob on {@link Scope#name()}, in which {@code *} stands for any text and {@code ?} for one
     *     character; null matches all
     * @throws ConfigurationException if no scope matches
     */
    List<Scope> scopes(@Nullable String pattern) {
        var all = all();
        if (pattern == null) {
            return all;
        }
        var glob = glob(pattern);
        var matching = all.stream()
                .filter(scope -> glob.matcher(scope.name()).matches())
                .toList();
        if (matching.isEmpty()) {
            throw new ConfigurationException("--scope '" + pattern + "' matches none of the configured scopes: "
                    + String.join(", ", all.stream().map(Scope::name).toList()));
        }
        return matching;
    }

    private List<Scope> all() {
        var filter = settings.filter().toJson();
        var scopes = new ArrayList<Scope>();
        for (var account : settings.accounts().stream().map(Account::name).toList()) {
            for (var region : settings.regions()) {
                for (var product : settings.products()) {
                    if (settings.bizRegions().isEmpty()) {
                        scopes.add(new Scope(account, region, product, null, filter));
                    }
                    for (var bizRegion : settings.bizRegions()) {
                        scopes.add(new Scope(account, region, product, bizRegion, filter));
                    }
                }
            }
        }
        return scopes;
    }

    private static Pattern glob(String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}

package org.imageinventory.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImageException;
import org.imageinventory.listimage.Probe;
import org.imageinventory.settings.InventorySettings;

/** What {@code doctor} asks the API: credentials, reachability and permission of each account and region, and the time. */
final class ApiCheck {

    /** What a clock kept by NTP never reaches, well below the 15 minutes from which requests are refused. */
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(30);

    private final ListImageClients clients;
    private final Consumer<Finding> told;
    private final List<Duration> skews = new ArrayList<>();

    /** Tells each finding as soon as it is there, since an answer may take its time. */
    ApiCheck(ListImageClients clients, Consumer<Finding> told) {
        this.clients = clients;
        this.told = told;
    }

    void run(InventorySettings settings) {
        settings.accounts().forEach(account -> account(account, settings.regions()));
        skews.stream().max((a, b) -> a.abs().compareTo(b.abs())).ifPresent(skew -> told.accept(clock(skew)));
    }

    private void account(Account account, List<String> regions) {
        var check = "credentials " + account.name();
        try {
            var found = clients.checkCredentials(account);
            told.accept(
                    Finding.ok(check, found.type() + " " + found.accessKeyId() + " from provider " + found.provider()));
        } catch (ListImageException e) {
            told.accept(Finding.fail(check, Causes.text(e), e.advice()));
            return;
        }
        regions.forEach(region -> region(account, region));
    }

    private void region(Account account, String region) {
        var check = "api " + account.name() + "/" + region;
        try {
            var probe = clients.of(account, region).probe();
            if (probe.clockSkew() != null) {
                skews.add(probe.clockSkew());
            }
            told.accept(Finding.ok(check, detail(probe)));
        } catch (ListImageException e) {
            told.accept(Finding.fail(check, Causes.text(e), e.advice()));
        }
    }

    private static String detail(Probe probe) {
        return probe.count() + " images, answered in " + probe.latency().toMillis() + " ms (request "
                + probe.requestId() + ")";
    }

    private static Finding clock(Duration skew) {
        var off = skew.abs();
        if (off.compareTo(NOTABLE_SKEW) <= 0) {
            return Finding.ok("clock", off.toSeconds() <= 1 ? "as the API's" : Times.span(off) + " off the API's");
        }
        return Finding.warn(
                "clock",
                "this machine is " + Times.span(off) + (skew.isNegative() ? " ahead of" : " behind") + " the API",
                "set it by NTP: requests are refused from 15 minutes on, and history is dated by it");
    }
}

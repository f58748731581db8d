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

/** The checks of the API for {@code doctor}: credentials of each account, access to each region, and the clock. */
final class ApiCheck {

    /** A larger skew is a warning. NTP keeps a clock well below it; the API refuses requests from 15 minutes on. */
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(30);

    private final ListImageClients clients;
    private final Consumer<Finding> receiver;
    private final List<Duration> skews = new ArrayList<>();

    /** @param receiver gets each finding at once, because a response can take some time */
    ApiCheck(ListImageClients clients, Consumer<Finding> receiver) {
        this.clients = clients;
        this.receiver = receiver;
    }

    void run(InventorySettings settings) {
        settings.accounts().forEach(account -> account(account, settings.regions()));
        skews.stream().max((a, b) -> a.abs().compareTo(b.abs())).ifPresent(skew -> receiver.accept(clock(skew)));
    }

    private void account(Account account, List<String> regions) {
        var check = "credentials " + account.name();
        try {
            var found = clients.checkCredentials(account);
            receiver.accept(
                    Finding.ok(check, found.type() + " " + found.accessKeyId() + " from provider " + found.provider()));
        } catch (ListImageException e) {
            receiver.accept(Finding.fail(check, Causes.text(e), e.advice()));
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
            receiver.accept(Finding.ok(check, detail(probe)));
        } catch (ListImageException e) {
            receiver.accept(Finding.fail(check, Causes.text(e), e.advice()));
        }
    }

    private static String detail(Probe probe) {
        return probe.count() + " images, responded in " + probe.latency().toMillis() + " ms (request "
                + probe.requestId() + ")";
    }

    private static Finding clock(Duration skew) {
        var off = skew.abs();
        if (off.compareTo(NOTABLE_SKEW) <= 0) {
            return Finding.ok(
                    "clock",
                    off.toSeconds() <= 1 ? "same as the API's" : "differs by " + Times.span(off) + " from the API's");
        }
        return Finding.warn(
                "clock",
                "this machine is " + Times.span(off) + (skew.isNegative() ? " ahead of" : " behind") + " the API",
                "set the clock with NTP: the API refuses requests from 15 minutes on, and the history uses this clock");
    }
}

package org.imageinventory.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ErrorCategory;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.listimage.ListImageException;
import org.imageinventory.listimage.Probe;
import org.imageinventory.settings.InventorySettings;

/** The checks of the API for {@code doctor}: credentials of each account, access to each region and product, and the clock. */
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
        settings.accounts().forEach(account -> account(account, settings));
        skews.stream().max((a, b) -> a.abs().compareTo(b.abs())).ifPresent(skew -> receiver.accept(clock(skew)));
    }

    private void account(Account account, InventorySettings settings) {
        var check = "credentials " + account.name();
        try {
            var found = clients.checkCredentials(account);
            receiver.accept(
                    Finding.ok(check, found.type() + " " + found.accessKeyId() + " from provider " + found.provider()));
        } catch (ListImageException e) {
            receiver.accept(Finding.fail(check, Causes.text(e), e.advice()));
            return;
        }
        settings.regions().forEach(region -> region(account, region, settings.products()));
    }

    /** Checks each product, because the API may allow or know only some. If it is unreachable, once is enough. */
    private void region(Account account, String region, List<String> products) {
        for (var product : products) {
            var check = "api " + account.name() + "/" + region + "/" + product;
            try {
                var probe = clients.of(account, region).probe(product);
                if (probe.clockSkew() != null) {
                    skews.add(probe.clockSkew());
                }
                receiver.accept(result(check, probe));
            } catch (ListImageException e) {
                receiver.accept(Finding.fail(check, Causes.text(e), e.advice()));
                if (e.category() == ErrorCategory.UNREACHABLE) {
                    return;
                }
            }
        }
    }

    /** Warns about an empty list: it may be right, but the API also returns one for a wrong product or identity. */
    private static Finding result(String check, Probe probe) {
        var detail = Printable.count(probe.count(), "image") + ", responded in "
                + probe.latency().toMillis() + " ms (request " + probe.requestId() + ")";
        return probe.count() == 0
                ? Finding.warn(
                        check,
                        detail,
                        "correct if the account has no image of this product here; otherwise check the account, the"
                                + " region and the product")
                : Finding.ok(check, detail);
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

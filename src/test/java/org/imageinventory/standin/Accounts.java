package org.imageinventory.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The inventories of all accounts. Each is created when the first key of its account is registered. */
final class Accounts {

    private final Map<String, Inventory> inventories = new LinkedHashMap<>();
    private final Function<AccessKey, Inventory> maker;
    private @Nullable String first;

    Accounts(Map<String, Inventory> given, Function<AccessKey, Inventory> maker) {
        this.inventories.putAll(given);
        this.maker = maker;
    }

    synchronized void register(AccessKey key) {
        inventories.computeIfAbsent(key.account(), account -> maker.apply(key));
        if (first == null) {
            first = key.account();
        }
    }

    synchronized Inventory inventory(String account) {
        Inventory inventory = inventories.get(account);
        if (inventory == null) {
            throw new NoSuchElementException("There is no account " + account + ", only " + inventories.keySet());
        }
        return inventory;
    }

    synchronized String first() {
        return Objects.requireNonNull(first, "A stand-in has at least one key");
    }
}

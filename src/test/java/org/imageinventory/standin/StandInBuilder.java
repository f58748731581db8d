package org.imageinventory.standin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link StandIn} begins with. */
public final class StandInBuilder {

    final List<AccessKey> keys = new ArrayList<>();
    String region = "cn-shanghai";
    String bind = "127.0.0.1";
    int port;
    Clock clock = Clock.systemUTC();
    private final Map<String, Inventory> inventories = new HashMap<>();
    private int images = 100;
    private long seed = 1;

    StandInBuilder() {}

    /** How many made-up images each account has that is given no inventory of its own; 100 unless set. */
    public StandInBuilder images(int number) {
        images = number;
        return this;
    }

    public StandInBuilder seed(long number) {
        seed = number;
        return this;
    }

    /** A plain key of the default account. */
    public StandInBuilder accessKey(String id, String secret) {
        return accessKey(AccessKey.of(id, secret));
    }

    public StandInBuilder accessKey(AccessKey key) {
        keys.add(key);
        return this;
    }

    /** Exactly these documents for the default account, in this order. */
    public StandInBuilder documents(List<String> json) {
        return inventory(AccessKey.DEFAULT_ACCOUNT, Inventory.of(json));
    }

    public StandInBuilder inventory(String account, Inventory inventory) {
        inventories.put(account, inventory);
        return this;
    }

    /** The endpoint region it stands for; other regions have other images for the same seed. */
    public StandInBuilder region(String id) {
        region = id;
        return this;
    }

    /** 0, as unless set, for a free one. */
    public StandInBuilder port(int number) {
        port = number;
        return this;
    }

    /** The address to listen on; the loopback address unless set. */
    public StandInBuilder bind(String address) {
        bind = address;
        return this;
    }

    public StandInBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    public StandIn build() {
        if (keys.isEmpty()) {
            accessKey("test-id", "test-secret");
        }
        int size = images;
        long number = seed;
        String where = region;
        return new StandIn(this, new Accounts(inventories, key -> Inventory.seeded(number, size, key.uid(), where)));
    }
}

package org.imageinventory.standin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The initial settings of a {@link StandIn}. */
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

    /** Sets the number of generated images (100 by default) of each account without its own inventory. */
    public StandInBuilder images(int number) {
        images = number;
        return this;
    }

    public StandInBuilder seed(long number) {
        seed = number;
        return this;
    }

    /** Adds a plain key of the default account. */
    public StandInBuilder accessKey(String id, String secret) {
        return accessKey(AccessKey.of(id, secret));
    }

    public StandInBuilder accessKey(AccessKey key) {
        keys.add(key);
        return this;
    }

    /** Sets the documents of the default account, in this order. */
    public StandInBuilder documents(List<String> json) {
        return inventory(AccessKey.DEFAULT_ACCOUNT, Inventory.of(json));
    }

    public StandInBuilder inventory(String account, Inventory inventory) {
        inventories.put(account, inventory);
        return this;
    }

    /** Sets the endpoint region. With the same seed, other regions have other images. */
    public StandInBuilder region(String id) {
        region = id;
        return this;
    }

    /** Sets the port. 0, the default, selects a free port. */
    public StandInBuilder port(int number) {
        port = number;
        return this;
    }

    /** Sets the address to listen on. The default is the loopback address. */
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

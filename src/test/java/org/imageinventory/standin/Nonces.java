package org.imageinventory.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces of the past requests. A nonce is kept as long as a request with it could pass the check of its time. */
final class Nonces {

    private final Duration kept;
    private final Map<String, Instant> used = new LinkedHashMap<>();

    Nonces(Duration kept) {
        this.kept = kept;
    }

    synchronized boolean use(String nonce, Instant now) {
        var oldest = used.values().iterator();
        while (oldest.hasNext() && oldest.next().plus(kept).isBefore(now)) {
            oldest.remove();
        }
        return used.putIfAbsent(nonce, now) == null;
    }
}

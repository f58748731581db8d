package org.imageinventory.standin;

import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When a fault happens. All conditions must hold. Without conditions, the fault affects every ListImage request. */
public final class FaultRule {

    private final Fault fault;
    private Predicate<ListImageCall> matching = call -> true;
    private @Nullable Random chance;
    private double probability = 1;
    private long skipped;
    private long left = Long.MAX_VALUE;
    private int hits;

    private FaultRule(Fault fault) {
        this.fault = fault;
    }

    public static FaultRule of(Fault fault) {
        return new FaultRule(fault);
    }

    /** Ends the rule after this many hits. */
    public synchronized FaultRule requests(long number) {
        left = number;
        return this;
    }

    /** Skips the first matching requests. */
    public synchronized FaultRule skipping(long number) {
        skipped = number;
        return this;
    }

    /** Hits requests at random. The same seed gives the same sequence. */
    public synchronized FaultRule probability(double share, long seed) {
        probability = share;
        chance = new Random(seed);
        return this;
    }

    public synchronized FaultRule matching(Predicate<ListImageCall> condition) {
        matching = matching.and(condition);
        return this;
    }

    /** Returns the number of requests that the rule has hit. */
    public synchronized int hits() {
        return hits;
    }

    Fault fault() {
        return fault;
    }

    synchronized long left() {
        return left;
    }

    synchronized boolean hit(ListImageCall call) {
        if (left <= 0 || !matching.test(call)) {
            return false;
        }
        if (skipped > 0) {
            skipped--;
            return false;
        }
        if (chance != null && chance.nextDouble() >= probability) {
            return false;
        }
        left--;
        hits++;
        return true;
    }
}

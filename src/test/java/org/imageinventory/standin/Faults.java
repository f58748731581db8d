package org.imageinventory.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The faults that are set. Several faults may affect one request. Of several response faults or wire faults, the one
 * that was set first applies.
 */
public final class Faults {

    private static final Fault NOTHING = new PageFault("nothing", plan -> plan, draft -> draft);

    private final List<FaultRule> rules = new ArrayList<>();
    private final Deque<FaultRule> queue = new ArrayDeque<>();
    private final ParkedExchanges parked;

    Faults(ParkedExchanges parked) {
        this.parked = parked;
    }

    public synchronized FaultRule add(FaultRule rule) {
        rules.add(rule);
        return rule;
    }

    /**
     * Affects the next requests. Several of these rules queue up: the second one begins when the first one has had its
     * hits.
     */
    public synchronized FaultRule next(int requests, Fault fault) {
        var rule = FaultRule.of(fault).requests(requests);
        queue.addLast(rule);
        return rule;
    }

    /** Leaves the next requests unchanged before the following queued fault begins. */
    public synchronized void pass(int requests) {
        queue.addLast(FaultRule.of(NOTHING).requests(requests));
    }

    public FaultRule always(Fault fault) {
        return add(FaultRule.of(fault));
    }

    /** Skips this many requests, then affects every request. */
    public FaultRule after(int requests, Fault fault) {
        return add(FaultRule.of(fault).skipping(requests));
    }

    public FaultRule randomly(double probability, long seed, Fault fault) {
        return add(FaultRule.of(fault).probability(probability, seed));
    }

    public FaultRule when(Predicate<ListImageCall> matching, Fault fault) {
        return add(FaultRule.of(fault).matching(matching));
    }

    public synchronized void clear() {
        rules.clear();
        queue.clear();
    }

    /** Sends the responses to the requests that hang. */
    public void release() {
        parked.release();
    }

    /** Waits until this many requests hang. Returns whether they do. */
    public boolean awaitHanging(int requests, Duration patience) throws InterruptedException {
        return parked.await(requests, patience);
    }

    synchronized List<FaultRule> rules() {
        List<FaultRule> all = new ArrayList<>(queue);
        all.addAll(rules);
        return all;
    }

    synchronized List<Fault> hitting(ListImageCall call) {
        List<Fault> hitting = new ArrayList<>();
        while (!queue.isEmpty() && queue.getFirst().left() <= 0) {
            queue.removeFirst();
        }
        if (!queue.isEmpty() && queue.getFirst().hit(call)) {
            hitting.add(queue.getFirst().fault());
        }
        rules.stream().filter(rule -> rule.hit(call)).map(FaultRule::fault).forEach(hitting::add);
        hitting.remove(NOTHING);
        return hitting;
    }
}

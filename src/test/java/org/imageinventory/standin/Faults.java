package org.imageinventory.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The faults that are set. Several may hit one request; of answers and of wire faults the one set first wins. */
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

    /** Hits the next requests. Several of these queue up: the second begins when the first has had its hits. */
    public synchronized FaultRule next(int requests, Fault fault) {
        var rule = FaultRule.of(fault).requests(requests);
        queue.addLast(rule);
        return rule;
    }

    /** Lets the next requests pass untouched before the following queued fault begins. */
    public synchronized void pass(int requests) {
        queue.addLast(FaultRule.of(NOTHING).requests(requests));
    }

    public FaultRule always(Fault fault) {
        return add(FaultRule.of(fault));
    }

    /** Spares this many requests, then hits every one. */
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

    /** Lets the requests that hang be answered. */
    public void release() {
        parked.release();
    }

    /** Waits until this many requests hang, and says whether they do. */
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

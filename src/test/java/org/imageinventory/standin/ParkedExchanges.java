package org.imageinventory.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that hang. */
final class ParkedExchanges {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final List<Exchange> exchanges = new ArrayList<>();

    void park(Exchange exchange) {
        lock.lock();
        try {
            exchanges.add(exchange);
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this many requests hang. Returns whether they do. */
    boolean await(int number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (exchanges.size() < number && left > 0) {
                left = arrival.awaitNanos(left);
            }
            return exchanges.size() >= number;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        List<Exchange> released;
        lock.lock();
        try {
            released = List.copyOf(exchanges);
            exchanges.clear();
        } finally {
            lock.unlock();
        }
        released.forEach(Exchange::send);
    }
}

package org.imageinventory.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The last requests, oldest first. */
final class RequestLog {

    private static final int KEPT = 200_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    void add(RecordedRequest request) {
        lock.lock();
        try {
            if (requests.size() == KEPT) {
                requests.removeFirst();
            }
            requests.addLast(request);
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log has this many requests. Returns whether it does. */
    boolean await(int number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (requests.size() < number && left > 0) {
                left = arrival.awaitNanos(left);
            }
            return requests.size() >= number;
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRequest> all() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            requests.clear();
        } finally {
            lock.unlock();
        }
    }
}

package org.imageinventory.listimage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only by waiting for it. */
final class VirtualTicker implements Ticker {

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(Duration.ofNanos(nanos));
        now.addAndGet(Math.max(0, nanos));
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}

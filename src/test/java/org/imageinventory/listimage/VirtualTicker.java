package org.imageinventory.listimage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clock whose time passes only while a thread waits for it. */
final class VirtualTicker implements Ticker {

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Runnable> beforeSleep = new AtomicReference<>();
    private volatile Duration awaited = Duration.ZERO;

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var before = nanos == awaited.toNanos() ? beforeSleep.getAndSet(null) : null;
        if (before != null) {
            before.run();
        }
        sleeps.add(Duration.ofNanos(nanos));
        now.addAndGet(Math.max(0, nanos));
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Runs the action before the first sleep of this length begins. */
    void beforeSleepOf(Duration time, Runnable action) {
        awaited = time;
        beforeSleep.set(action);
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}

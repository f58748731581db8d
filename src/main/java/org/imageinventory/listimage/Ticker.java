package org.imageinventory.listimage;

import java.util.concurrent.TimeUnit;

/** The door to passing time: tests wait without waiting. */
interface Ticker {

    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Nanoseconds from an arbitrary origin, never going back. */
    long nanos();

    /** Waits; not at all for zero or less. */
    void sleep(long nanos) throws InterruptedException;
}

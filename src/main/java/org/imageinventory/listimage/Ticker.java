package org.imageinventory.listimage;

import java.util.concurrent.TimeUnit;

/** The source of time. Tests replace it, so that they need not wait. */
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

    /** Returns nanoseconds since an arbitrary origin; never less than before. */
    long nanos();

    /** Waits. Returns at once if {@code nanos} is zero or less. */
    void sleep(long nanos) throws InterruptedException;
}

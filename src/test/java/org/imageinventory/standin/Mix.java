package org.imageinventory.standin;

/** Hash functions that derive an image's fields from its position, without the state of a generator. */
final class Mix {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = inverse(MULTIPLIER);

    private Mix() {}

    static long mixed(long value) {
        long result = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        result = (result ^ (result >>> 27)) * 0x94D049BB133111EBL;
        return result ^ (result >>> 31);
    }

    /** Scatters a value. {@link #gathered} reverses it. */
    static long scattered(long value, long key) {
        long result = (value ^ key) * MULTIPLIER;
        result ^= result >>> 32;
        return result * MULTIPLIER;
    }

    static long gathered(long value, long key) {
        long result = value * INVERSE;
        result ^= result >>> 32;
        return (result * INVERSE) ^ key;
    }

    /** Returns the inverse of an odd number modulo 2^64. Each Newton step gives twice as many correct bits. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int step = 0; step < 6; step++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}

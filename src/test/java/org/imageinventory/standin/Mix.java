package org.imageinventory.standin;

/** Scatters numbers, so that an image's fields come from its position without a generator's state. */
final class Mix {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = inverse(MULTIPLIER);

    private Mix() {}

    static long mixed(long value) {
        long result = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        result = (result ^ (result >>> 27)) * 0x94D049BB133111EBL;
        return result ^ (result >>> 31);
    }

    /** Scatters so that {@link #gathered} finds the way back. */
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

    /** The number that multiplies an odd one to 1 modulo 2^64: each Newton step doubles the right bits. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int step = 0; step < 6; step++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}

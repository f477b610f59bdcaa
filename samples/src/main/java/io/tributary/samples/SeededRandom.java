package io.tributary.samples;

/** The source of every choice: numbers that look random and depend on the arguments alone. */
public final class SeededRandom {

    private SeededRandom() {}

    /** SplitMix64's finalizer over both, after Steele, Lea and Flood (2014). */
    public static long mix(long left, long right) {
        long mixed = left * 0x9E3779B97F4A7C15L + right + 0x632BE59BD9B4E019L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    public static long mix(long left, String right) {
        long mixed = left;
        for (int i = 0; i < right.length(); i++) {
            mixed = mix(mixed, right.charAt(i));
        }
        return mixed;
    }

    /** A number from 0 to one less than the bound. */
    public static int below(int bound, long mixed) {
        return (int) ((mixed >>> 1) % bound);
    }
}

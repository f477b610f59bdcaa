package io.tributary.samples.aws;

/** How much of something is used in an hour or a day. */
enum Shape {
    /** Instances: most run for the whole hour. */
    HOURS(4, 10_000, 24),
    /** Storage: a part of a month. */
    GIGABYTE_MONTHS(8, 100_000_000, 3),
    /** Traffic. */
    GIGABYTES(8, 400_000_000, 20),
    /** Calls. */
    REQUESTS(0, 5_000, 24),
    /** Memory held while code ran. */
    GIGABYTE_SECONDS(3, 4_000_000, 24);

    private final int scale;
    private final long most;
    private final int inDay;

    Shape(int scale, long most, int inDay) {
        this.scale = scale;
        this.most = most;
        this.inDay = inDay;
    }

    /** Decimals of quantities. */
    int scale() {
        return scale;
    }

    /** A quantity chosen by a number; never 0. */
    long quantity(long mixed, boolean daily) {
        long bound = most(daily);
        if (this == HOURS && (mixed & 7) != 0) {
            return bound;
        }
        return 1 + (mixed >>> 4) % bound;
    }

    /** The largest quantity. */
    long most(boolean daily) {
        return daily ? most * inDay : most;
    }
}

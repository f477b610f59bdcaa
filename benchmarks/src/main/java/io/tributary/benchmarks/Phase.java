package io.tributary.benchmarks;

/** The deliveries of every scope, in their order. */
enum Phase {
    /** Every record is new. */
    FIRST("first delivery"),
    /** The same rows again. */
    UNCHANGED("unchanged re-delivery"),
    /** The same rows, one in a hundred restated, and one in a hundred taken away. */
    RESTATED("re-delivery, 1 % restated, 1 % removed"),
    /** Some pages more, so that there is work until the last measured commit. */
    TAIL("");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** As the report has it. */
    String label() {
        return label;
    }
}

package io.tributary.extractors.csv;

/**
 * How large a page may be.
 *
 * @param pageBytes bytes of content, header included, that a page of several rows may have
 * @param pageRows rows that a page may have
 * @param rowBytes bytes that a page of a single row may have, header included; a larger row cannot be published
 */
public record PageLimits(int pageBytes, int pageRows, int rowBytes) {

    public PageLimits {
        requirePositive("pageBytes", pageBytes);
        requirePositive("pageRows", pageRows);
        requirePositive("rowBytes", rowBytes);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": expected at least 1");
        }
    }
}

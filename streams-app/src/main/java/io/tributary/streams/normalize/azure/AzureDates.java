package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as Azure writes them: {@code 09/02/2023} and {@code 9/2/2023}, always with the month first; {@code 2023-09-02},
 * alone or with a time of day of any precision; {@code 20230902}. Days are UTC, and a time of day says nothing more.
 */
final class AzureDates {

    static final long DAY = 86_400_000L;

    // 2000-01-01 and 2100-01-01: bills are younger than the one, and no charge begins after the other.
    private static final long EARLIEST = 946_684_800_000L;
    private static final long LATEST = 4_102_444_800_000L;

    private static final Pattern MONTH_FIRST =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: 0?0:00(?::00)?| 12:00:00 AM)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    private AzureDates() {}

    /**
     * Reads a day.
     *
     * @return its first instant, in milliseconds since 1970-01-01T00:00Z
     * @throws DateTimeException if the text is no such day, or one that no bill has
     */
    static long day(String text) {
        long day = read(text);
        if (day < EARLIEST || day >= LATEST) {
            throw new DateTimeException("no day between the years 2000 and 2100");
        }
        return day;
    }

    private static long read(String text) {
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return Times.startOf(LocalDate.of(number(monthFirst, 3), number(monthFirst, 1), number(monthFirst, 2)));
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return Times.startOf(LocalDate.of(number(digits, 1), number(digits, 2), number(digits, 3)));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Math.floorDiv(Times.parse(bytes, 0, bytes.length), DAY) * DAY;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

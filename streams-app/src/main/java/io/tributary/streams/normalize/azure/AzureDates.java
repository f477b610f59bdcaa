package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/**
 * Days as Azure writes them: {@code 09/02/2023} and {@code 9/2/2023}, always with the month first; {@code 2023-09-02},
 * alone or with a time of day of any precision; {@code 20230902}. Days are UTC, and a time of day says nothing more.
 */
final class AzureDates {

    static final long DAY = 86_400_000L;

    // 2000-01-01 and 2100-01-01: no bill is older than the first, and no charge begins after the second.
    private static final long EARLIEST = 946_684_800_000L;
    private static final long LATEST = 4_102_444_800_000L;

    /** Times of day that spreadsheets and databases put behind a day. */
    private static final Set<String> MIDNIGHT = Set.of("0:00", "00:00", "0:00:00", "00:00:00", "12:00:00 AM");

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

    /** Whether {@code text}, which is a day, has no time of day but midnight. */
    static boolean isWhole(String text) {
        if (text.indexOf('-') < 0) {
            return true;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Math.floorMod(Times.parse(bytes, 0, bytes.length), DAY) == 0;
    }

    private static long read(String text) {
        int slash = text.indexOf('/');
        if (slash > 0) {
            return monthFirst(text, slash);
        }
        if (text.length() == 8) {
            return Times.startOf(LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8)));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Math.floorDiv(Times.parse(bytes, 0, bytes.length), DAY) * DAY;
    }

    private static long monthFirst(String text, int slash) {
        int space = text.indexOf(' ');
        int end = space < 0 ? text.length() : space;
        int second = text.indexOf('/', slash + 1);
        boolean whole = slash <= 2 && second > slash + 1 && second <= slash + 3 && end == second + 5;
        if (!whole || space >= 0 && !MIDNIGHT.contains(text.substring(space + 1))) {
            throw new DateTimeException("no day");
        }
        return Times.startOf(
                LocalDate.of(number(text, second + 1, end), number(text, 0, slash), number(text, slash + 1, second)));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}

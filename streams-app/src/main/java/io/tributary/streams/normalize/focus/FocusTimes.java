package io.tributary.streams.normalize.focus;

import io.tributary.streams.normalize.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of FOCUS exports: as {@link Times} reads them, without seconds ({@code 2024-01-01T00:00Z}, Microsoft's 1.0), or
 * with the month first ({@code 1/31/2024}, {@code 01/31/2024 00:00:00}). Never with the day first: 31/1/2024 is no
 * time.
 */
final class FocusTimes {

    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(.*)");
    private static final Pattern NO_SECONDS = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})(Z?)");

    private FocusTimes() {}

    /**
     * Reads a time.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     * @throws DateTimeException if the bytes are no such time
     */
    static long parse(byte[] text, int offset, int length) {
        boolean plain = length >= 19 && text[offset + 4] == '-';
        return plain
                ? Times.parse(text, offset, length)
                : parse(new String(text, offset, length, StandardCharsets.UTF_8));
    }

    private static long parse(String text) {
        String time = text;
        Matcher monthFirst = MONTH_FIRST.matcher(time);
        if (monthFirst.matches()) {
            time = monthFirst.group(3) + "-" + twoDigits(monthFirst.group(1)) + "-" + twoDigits(monthFirst.group(2))
                    + monthFirst.group(4);
        }
        Matcher noSeconds = NO_SECONDS.matcher(time);
        if (noSeconds.matches()) {
            time = noSeconds.group(1) + "T" + noSeconds.group(2) + ":00" + noSeconds.group(3);
        }
        byte[] bytes = time.getBytes(StandardCharsets.UTF_8);
        return Times.parse(bytes, 0, bytes.length);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }
}

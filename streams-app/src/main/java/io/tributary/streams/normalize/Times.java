package io.tributary.streams.normalize;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as bills write them: {@code 2023-11-01T00:00:00Z}, {@code 2023-11-01T00:00:00.000Z}, {@code 2022-07-01
 * 00:00:00.000}, {@code 2018-06-01 00:00:00}, with an offset such as {@code +05:30}, or a date alone. Without an offset
 * they are UTC.
 */
public final class Times {

    private Times() {}

    /**
     * Reads a time.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     * @throws DateTimeException if the bytes are no such time
     */
    public static long parse(byte[] text, int offset, int length) {
        if (length < 10 || text[offset + 4] != '-' || text[offset + 7] != '-') {
            throw new DateTimeException("no date");
        }
        LocalDate date =
                LocalDate.of(digits(text, offset, 4), digits(text, offset + 5, 2), digits(text, offset + 8, 2));
        if (length == 10) {
            return date.toEpochDay() * 86_400_000L;
        }
        int separator = text[offset + 10];
        if (length < 19
                || separator != 'T' && separator != ' '
                || text[offset + 13] != ':'
                || text[offset + 16] != ':') {
            throw new DateTimeException("no time of day");
        }
        int hour = digits(text, offset + 11, 2);
        int minute = digits(text, offset + 14, 2);
        int second = digits(text, offset + 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day");
        }
        int at = offset + 19;
        int end = offset + length;
        int milliseconds = 0;
        if (at < end && text[at] == '.') {
            int factor = 100;
            at++;
            int from = at;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                milliseconds += (text[at] - '0') * factor;
                factor /= 10;
                at++;
            }
            if (at == from) {
                throw new DateTimeException("no fraction of a second");
            }
        }
        long day = date.toEpochDay() * 86_400L + hour * 3600L + minute * 60L + second - offsetSeconds(text, at, end);
        return day * 1000L + milliseconds;
    }

    private static int offsetSeconds(byte[] text, int at, int end) {
        int length = end - at;
        if (length == 0 || length == 1 && text[at] == 'Z') {
            return 0;
        }
        if (length == 4 && text[at] == ' ' && text[at + 1] == 'U' && text[at + 2] == 'T' && text[at + 3] == 'C') {
            return 0;
        }
        boolean colon = length == 6 && text[at + 3] == ':';
        if (!(colon || length == 5) || text[at] != '+' && text[at] != '-') {
            throw new DateTimeException("no offset");
        }
        int seconds = digits(text, at + 1, 2) * 3600 + digits(text, at + (colon ? 4 : 3), 2) * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int digits(byte[] text, int offset, int count) {
        int value = 0;
        for (int i = offset; i < offset + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The first instant of {@code date} in UTC, in milliseconds since 1970-01-01T00:00Z. */
    public static long startOf(LocalDate date) {
        return LocalDateTime.of(date, java.time.LocalTime.MIDNIGHT)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}

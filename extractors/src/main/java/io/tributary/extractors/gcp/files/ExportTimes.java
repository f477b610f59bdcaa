package io.tributary.extractors.gcp.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times, days and months as dumps write them. */
final class ExportTimes {

    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.(\\d{1,9}))? ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?");

    private static final Pattern MONTH = Pattern.compile("\\d{6}");

    private ExportTimes() {}

    /**
     * Reads a time such as {@code 2022-08-02 01:11:12.066 UTC}, {@code 2022-08-02 01:11:12.066000+00:00} or
     * {@code 2022-08-02T01:11:12.066Z}; one without an offset is UTC.
     *
     * @throws DateTimeException if it is none
     */
    static Instant time(String text) {
        String stripped = text.strip();
        Matcher time = TIME.matcher(stripped);
        if (!time.matches()) {
            throw new DateTimeException("no time: " + text);
        }
        String offset = time.group(2);
        boolean isUtc = offset == null || offset.equals("Z") || offset.equals("UTC");
        ZoneOffset zone = isUtc ? ZoneOffset.UTC : ZoneOffset.of(offset);
        // The digits before the fraction are at the same places in every time.
        return LocalDateTime.of(
                        number(stripped, 0, 4),
                        number(stripped, 5, 7),
                        number(stripped, 8, 10),
                        number(stripped, 11, 13),
                        number(stripped, 14, 16),
                        number(stripped, 17, 19),
                        nanoseconds(time.group(1)))
                .toInstant(zone);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** @param fraction the decimals of a second; {@code null} for none */
    private static int nanoseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    /**
     * Reads a day such as {@code 2022-08-01}, or the day of a time.
     *
     * @throws DateTimeException if it is none
     */
    static LocalDate day(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    /** The UTC day of a time. */
    static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * Reads a month such as {@code 202208}, or the month of a day or time.
     *
     * @throws DateTimeException if it is none
     */
    static YearMonth month(String text) {
        return MONTH.matcher(text).matches()
                ? YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4)))
                : YearMonth.from(day(text));
    }

    /** A time in microseconds, such as {@code 2022-08-02T01:11:12.066000Z}. */
    static String text(Instant time) {
        return MICROSECONDS.format(time.truncatedTo(ChronoUnit.MICROS));
    }
}

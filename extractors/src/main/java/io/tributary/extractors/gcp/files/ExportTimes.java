package io.tributary.extractors.gcp.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?) ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?");

    private ExportTimes() {}

    /**
     * Reads a time such as {@code 2022-08-02 01:11:12.066 UTC}, {@code 2022-08-02 01:11:12.066000+00:00} or
     * {@code 2022-08-02T01:11:12.066Z}; one without an offset is UTC.
     *
     * @throws DateTimeException if it is none
     */
    static Instant time(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            throw new DateTimeException("no time: " + text);
        }
        String offset = time.group(3);
        boolean isUtc = offset == null || offset.equals("Z") || offset.equals("UTC");
        ZoneOffset zone = isUtc ? ZoneOffset.UTC : ZoneOffset.of(offset);
        return OffsetDateTime.parse(time.group(1) + "T" + time.group(2) + zone).toInstant();
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
        return text.matches("\\d{6}")
                ? YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4)))
                : YearMonth.from(day(text));
    }

    /** A time in microseconds, such as {@code 2022-08-02T01:11:12.066000Z}. */
    static String text(Instant time) {
        return MICROSECONDS.format(time.truncatedTo(ChronoUnit.MICROS));
    }
}

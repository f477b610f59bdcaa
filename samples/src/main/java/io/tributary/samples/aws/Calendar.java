package io.tributary.samples.aws;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Times as a report spells them: an hourly one without fractions of a second, a daily one with. */
final class Calendar {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'");

    private final boolean daily;

    Calendar(boolean daily) {
        this.daily = daily;
    }

    byte[] midnight(LocalDate day) {
        return time(day.atStartOfDay());
    }

    /** When usage or a period begins or ends. */
    byte[] time(LocalDateTime time) {
        return (daily ? MILLISECONDS : SECONDS).format(time).getBytes(StandardCharsets.US_ASCII);
    }

    /** The hour or day that a row is of; never with fractions of a second. */
    byte[] interval(LocalDateTime start) {
        LocalDateTime end = daily ? start.plusDays(1) : start.plusHours(1);
        return (SECONDS.format(start) + "/" + SECONDS.format(end)).getBytes(StandardCharsets.US_ASCII);
    }

    /** The interval of rows that are about a whole period. */
    byte[] firstInterval(LocalDate day) {
        return interval(day.atStartOfDay());
    }
}

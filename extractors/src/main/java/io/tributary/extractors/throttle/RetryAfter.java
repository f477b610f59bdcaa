package io.tributary.extractors.throttle;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the header {@code Retry-After}, and headers of providers with the same syntax: seconds or an HTTP date.
 * Fractions of a second and several numbers with commas between them are accepted, too; of several, the largest
 * counts.
 *
 * <p>Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
public final class RetryAfter {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private RetryAfter() {}

    /**
     * How long a header asks to wait; zero for a date in the past.
     *
     * @param value the header's value
     * @param now the time from which a date is counted
     * @return empty if the value is neither seconds nor a date
     */
    public static Optional<Duration> seconds(String value, Instant now) {
        requireNonNull(now, "now");
        return largest(value)
                .map(seconds -> Duration.ofMillis(seconds.multiply(MILLIS).longValue()))
                .or(() -> date(value).map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO));
    }

    /**
     * How long a header asks to wait whose unit is milliseconds.
     *
     * @param value the header's value
     * @return empty if the value is not a number
     */
    public static Optional<Duration> milliseconds(String value) {
        return largest(value).map(millis -> Duration.ofMillis(millis.longValue()));
    }

    private static Optional<BigDecimal> largest(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(BigDecimal::new)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), HTTP_DATE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

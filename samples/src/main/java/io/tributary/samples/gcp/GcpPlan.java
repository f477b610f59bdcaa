package io.tributary.samples.gcp;

import io.tributary.samples.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Divides a sample into billing accounts, months and dumps, before any row is made. */
final class GcpPlan {

    /** Days and months of an invoice are those of California. */
    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static final int ACCOUNTS = 2;
    private static final int DAYS = 31;
    private static final int FEWEST_IN_DAY = Sku.HOURLY;

    /** About the number of rows beside hourly usage. */
    private static final int ROWS_ONCE = 45;

    private final GcpSampleSettings settings;

    GcpPlan(GcpSampleSettings settings) {
        this.settings = settings;
    }

    /** Fewest rows with which each month can hold every kind of charge. */
    static int fewestRows(int dataSets, int periods) {
        return dataSets * ACCOUNTS * periods * rowsInMonth(FEWEST_IN_DAY);
    }

    private static int rowsInMonth(int usageInDay) {
        return DAYS * (usageInDay + Sku.daily().size()) + ROWS_ONCE;
    }

    /** Rows of hourly usage of a billing account in a day. */
    int usageInDay() {
        int month = settings.rows() / (settings.dataSets().size() * ACCOUNTS * settings.periods());
        return Math.max((month - ROWS_ONCE) / DAYS - Sku.daily().size(), FEWEST_IN_DAY);
    }

    List<Account> accounts() {
        return List.of(account(0, "USD", 1), account(1, "EUR", 0.9137));
    }

    /** The months invoiced, the oldest first. */
    List<YearMonth> months() {
        YearMonth newest = settings.newestPeriod();
        return IntStream.rangeClosed(1 - settings.periods(), 0)
                .mapToObj(newest::plusMonths)
                .toList();
    }

    /** The end of a dump's export times, from which the next dump goes on. */
    Instant cut(int state) {
        if (state == 0) {
            return Instant.EPOCH;
        }
        Instant start = start(settings.newestPeriod());
        Instant end = start(settings.newestPeriod().plusMonths(1));
        if (state == settings.deliveries()) {
            return end.plus(Duration.ofDays(15));
        }
        // The first of several has half of the month, the one before the last nearly all.
        double share = 0.5 + 0.5 * (state - 1) / (settings.deliveries() - 1);
        long seconds = (long) (Duration.between(start, end).toSeconds() * share);
        return start.plusSeconds(seconds).truncatedTo(ChronoUnit.HOURS);
    }

    /** The moment at which an invoice month begins. */
    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(PACIFIC).toInstant();
    }

    /** The invoice month of a moment. */
    static YearMonth month(Instant moment) {
        return YearMonth.from(moment.atZone(PACIFIC));
    }

    /** The export time of usage by its end: some hours after the third hour of the UTC day in which it ended. */
    static Instant export(Account account, Instant end) {
        long third = Duration.ofHours(8).toSeconds();
        long window = Math.floorDiv(end.getEpochSecond() + third - 1, third) * third;
        long jitter = SeededRandom.below(1_800_000_000, SeededRandom.mix(account.seed(), window));
        return Instant.ofEpochSecond(window).plus(Duration.ofHours(5)).plusNanos(jitter * 1_000);
    }

    private Account account(int index, String currency, double rate) {
        long seed = SeededRandom.mix(settings.seed(), "account " + index);
        String hex = "%016X%016X".formatted(SeededRandom.mix(seed, 1), SeededRandom.mix(seed, 2));
        String id = String.join("-", hex.substring(0, 6), hex.substring(6, 12), hex.substring(12, 18));
        return new Account(index, id.toUpperCase(Locale.ROOT), currency, rate, seed);
    }

    /**
     * A billing account.
     *
     * @param index its place
     * @param id the billing account's id
     * @param currency what it pays in
     * @param rate units of that for a dollar
     * @param seed seed of its choices
     */
    record Account(int index, String id, String currency, double rate, long seed) {

        /** A number from 0 to one less than the bound, chosen by a name. */
        int choose(int bound, String name, long number) {
            return SeededRandom.below(bound, SeededRandom.mix(SeededRandom.mix(seed, name), number));
        }
    }

    /** The UTC day of a moment. */
    static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}

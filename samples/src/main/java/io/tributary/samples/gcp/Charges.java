package io.tributary.samples.gcp;

import io.tributary.samples.gcp.GcpPlan.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes all rows that a billing account's table gets between two moments. */
final class Charges {

    private final Account account;
    private final List<YearMonth> months;
    private final int usageInDay;
    private final Usage usage;
    private final List<GcpRow> once;

    /** Receives rows one by one. */
    interface Receiver {
        void accept(GcpRow row) throws IOException;
    }

    Charges(Account account, GcpPlan plan, GcpSampleSettings settings) {
        this.account = account;
        this.months = plan.months();
        this.usageInDay = plan.usageInDay();
        this.usage = new Usage(account, settings.projects(), settings.newestPeriod());
        this.once = new OnceCharges(account, months, usage).all();
    }

    /** Rows exported from {@code from} on and before {@code to}. */
    void between(Instant from, Instant to, Receiver receiver) throws IOException {
        for (GcpRow row : once) {
            pass(row, from, to, receiver);
        }
        Instant end = GcpPlan.start(months.get(months.size() - 1).plusMonths(1));
        // Rows are exported some hours after usage, and at most two days after it where usage is charged by the day.
        Instant hour = latest(GcpPlan.start(months.get(0)), from.minus(Duration.ofDays(2)))
                .truncatedTo(ChronoUnit.HOURS);
        Instant last = earliest(end, to);
        for (; hour.isBefore(last); hour = hour.plusSeconds(3600)) {
            for (GcpRow row : hourly(hour)) {
                pass(row, from, to, receiver);
            }
            ZonedDateTime local = hour.atZone(GcpPlan.PACIFIC);
            if (local.getHour() == 0) {
                for (Sku sku : Sku.daily()) {
                    pass(usage.day(sku, local.toLocalDate()), from, to, receiver);
                }
            }
        }
    }

    private List<GcpRow> hourly(Instant hour) {
        long number = hour.getEpochSecond() / 3600;
        int hourOfDay = (int) (number % 24);
        int first = hourOfDay * usageInDay / 24;
        int end = (hourOfDay + 1) * usageInDay / 24;
        List<GcpRow> rows = new ArrayList<>();
        for (int i = first; i < end; i++) {
            Sku sku = Sku.ALL.get((int) ((i + number / 24) % Sku.HOURLY));
            GcpRow row = usage.hour(sku, hour, i);
            rows.add(row);
            if (sku.kind() == Sku.Kind.REQUESTS && account.choose(3, "identical", number) == 0) {
                // Two identical rows: both are billed.
                rows.add(row.copy());
            }
        }
        return rows;
    }

    private static void pass(GcpRow row, Instant from, Instant to, Receiver receiver) throws IOException {
        if (!row.exported().isBefore(from) && row.exported().isBefore(to)) {
            receiver.accept(row);
        }
    }

    /** A row whose cost is no number. */
    GcpRow broken(int number, LocalDate day) {
        Instant start = day.atStartOfDay(GcpPlan.PACIFIC).toInstant().plusSeconds(3600L * (number % 24));
        return usage.hour(Sku.ALL.get(0), start, 1_000_000 + number).broken(number % 2 == 0 ? "n/a" : "1,0.50");
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

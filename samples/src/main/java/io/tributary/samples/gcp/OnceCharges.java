package io.tributary.samples.gcp;

import io.tributary.samples.gcp.GcpPlan.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Charges once a month: tax, rounding and adjustments, corrections of usage, and late usage. */
final class OnceCharges {

    private static final List<String> MANUAL = List.of(
            "GOODWILL",
            "SALES_BASED_GOODWILL",
            "SLA_VIOLATION",
            "BALANCE_TRANSFER",
            "ACCOUNT_CLOSURE",
            "GENERAL_ADJUSTMENT");
    private static final String NEGATION = "COMPLETE_NEGATION";
    private static final String REMONETIZATION = "COMPLETE_NEGATION_WITH_REMONETIZATION";

    private final Account account;
    private final List<YearMonth> months;
    private final Usage usage;
    private final List<GcpRow> rows = new ArrayList<>();

    OnceCharges(Account account, List<YearMonth> months, Usage usage) {
        this.account = account;
        this.months = months;
        this.usage = usage;
    }

    List<GcpRow> all() {
        for (YearMonth month : months) {
            close(month);
            correctWithin(month);
            correctBefore(month);
            late(month);
        }
        return List.copyOf(rows);
    }

    /** Charges that are known after the end of a month, in one slice with the next month's usage. */
    private void close(YearMonth month) {
        Instant start = GcpPlan.start(month);
        Instant end = GcpPlan.start(month.plusMonths(1));
        Instant exported = GcpPlan.export(
                account,
                month.plusMonths(1).atDay(3).atStartOfDay(GcpPlan.PACIFIC).toInstant());
        GcpRow tax = fee("Tax", "Tax", month, start, end)
                .put(GcpColumn.COST_TYPE, "tax")
                .used(0, "", 0, "count");
        GcpRow ofProject = usage.hour(Sku.ALL.get(0), start, 0);
        for (int project = 0; project < 2; project++) {
            GcpRow row = tax.copy().costs(17.09 * account.rate() + project * 0.1 + 0.2, List.of());
            for (GcpColumn column : List.of(GcpColumn.PROJECT_ID, GcpColumn.PROJECT_NUMBER, GcpColumn.PROJECT_NAME)) {
                row.put(column, ofProject.text(column));
            }
            add(row, exported);
        }
        // A debit of each project, and a credit without one.
        add(tax.copy().costs(-3.21, List.of()), exported);
        add(
                fee("Invoice", "Rounding error", month, start, end)
                        .put(GcpColumn.COST_TYPE, "rounding_error")
                        .costs(account.index() == 0 ? 0.003271 : -0.0018, List.of()),
                exported);
        add(
                fee("Support", "Enhanced Support, minimum charge", month, start, end)
                        .costs(100.0 * account.rate(), List.of(credit("DISCOUNT", -12.5))),
                exported);
        for (int i = 0; i < MANUAL.size(); i++) {
            String type = MANUAL.get(i);
            add(
                    fee("Adjustment", "Adjustment " + type, month, start, end)
                            .put(GcpColumn.COST_TYPE, "adjustment")
                            .adjusted(id(month, type), type, "MANUAL_ADJUSTMENT", "Adjustment, \"" + type + "\"")
                            .costs(type.equals("BALANCE_TRANSFER") ? 41.5 : -1.1 * (i + 1), List.of()),
                    exported);
        }
        // Credits only, more than one of a type.
        add(
                fee("Promotions", "Promotional balance", month, start, end)
                        .costs(0, List.of(credit("PROMOTION", -0.30000000000000004), credit("PROMOTION", 0.1))),
                exported);
    }

    /** A wrong label and a wrong price, corrected in the same month. */
    private void correctWithin(YearMonth month) {
        GcpRow wrong = usage.hour(Sku.ALL.get(0), at(month.atDay(6), 4), 0);
        Instant exported = moment(month.atDay(12), 13);
        LocalDate partition = wrong.partition();
        String id = id(month, "metadata");
        add(
                wrong.negated().adjusted(id, "METADATA_CORRECTION", REMONETIZATION, "Labels were late"),
                exported,
                partition);
        add(
                wrong.copy()
                        .put(GcpColumn.LABELS, "[{\"key\":\"team\",\"value\":\"corrected\"}]")
                        .adjusted(id, "METADATA_CORRECTION", REMONETIZATION, "Labels were late"),
                exported,
                partition);
        GcpRow dear = usage.hour(Sku.ALL.get(3), at(month.atDay(8), 2), 1);
        add(
                dear.scaled(-0.25).adjusted(id(month, "price"), "PRICE_CORRECTION", "PARTIAL_CORRECTION", "Price list"),
                moment(month.atDay(15), 9));
    }

    /** Usage of the month before, which was invoiced: the correction is invoiced now. */
    private void correctBefore(YearMonth month) {
        LocalDate day = month.minusMonths(1).atDay(25);
        Instant exported = moment(month.atDay(4), 21);
        String id = id(month, "usage");
        GcpRow wrong = usage.hour(Sku.ALL.get(6), at(day, 7), 3);
        add(
                wrong.negated()
                        .invoiced(month)
                        .adjusted(id, "USAGE_CORRECTION", REMONETIZATION, "Usage was counted twice"),
                exported);
        add(
                wrong.scaled(0.5)
                        .invoiced(month)
                        .adjusted(id, "USAGE_CORRECTION", REMONETIZATION, "Usage was counted twice"),
                exported);
        add(
                usage.hour(Sku.ALL.get(1), at(day, 8), 4)
                        .negated()
                        .invoiced(month)
                        .adjusted(id(month, "not used"), "USAGE_CORRECTION", NEGATION, "It was not used"),
                exported);
    }

    private void late(YearMonth month) {
        // Late by nine days, in the partition of that day's usage.
        for (int number = 0; number < 3; number++) {
            GcpRow row = usage.hour(Sku.ALL.get(number), at(month.atDay(10), 5 + number), 2_000 + number);
            add(row, moment(month.atDay(19), 3), row.partition());
        }
        // Used in the last hours of a month, and invoiced with the next.
        add(
                usage.hour(Sku.ALL.get(3), at(month.minusMonths(1).atEndOfMonth(), 23), 2_000)
                        .invoiced(month),
                moment(month.atDay(2), 4));
        if (!month.equals(months.get(0))) {
            // Late by a week, but still invoiced with its own month.
            GcpRow row = usage.hour(Sku.ALL.get(4), at(month.minusMonths(1).atDay(28), 11), 2_001);
            add(row, moment(month.atDay(6), 16), row.partition());
        }
    }

    private GcpRow fee(String service, String sku, YearMonth month, Instant start, Instant end) {
        return GcpRow.of(account, month, start, end)
                .put(GcpColumn.SERVICE_ID, "")
                .put(GcpColumn.SERVICE_DESCRIPTION, service)
                .put(GcpColumn.SKU_ID, "")
                .put(GcpColumn.SKU_DESCRIPTION, sku);
    }

    private Credit credit(String type, double amount) {
        return new Credit(type, type + "-" + account.id(), "Credit of " + account.id(), amount);
    }

    private String id(YearMonth month, String name) {
        return name.toLowerCase(Locale.ROOT) + "-" + month + "-" + account.choose(1_000_000, name, 0);
    }

    private void add(GcpRow row, Instant exported) {
        add(row, exported, GcpPlan.day(exported));
    }

    private void add(GcpRow row, Instant exported, LocalDate partition) {
        rows.add(row.exported(exported, partition));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(GcpPlan.PACIFIC).toInstant();
    }

    /** An export time that no other slice has. */
    private Instant moment(LocalDate day, int hour) {
        return at(day, hour).plus(Duration.ofMillis(17 + account.index()));
    }
}

package io.tributary.samples.gcp;

import io.tributary.samples.gcp.GcpPlan.Account;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the export: the text of its columns, and its cost. Mutable while it is made. */
final class GcpRow {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

    private final Account account;
    private final Map<GcpColumn, String> texts;
    private double usage;
    private double pricingUnits;
    private double cost;
    private List<Credit> credits;
    private YearMonth month;
    private Instant exported;
    private LocalDate partition;
    private boolean isBroken;

    private GcpRow(Account account, Map<GcpColumn, String> texts) {
        this.account = account;
        this.texts = texts;
    }

    /** A row of a billing account and an invoice month, which costs nothing yet. */
    static GcpRow of(Account account, YearMonth month, Instant start, Instant end) {
        GcpRow row = new GcpRow(account, new EnumMap<>(GcpColumn.class));
        row.put(GcpColumn.BILLING_ACCOUNT_ID, account.id())
                .put(GcpColumn.CURRENCY, account.currency())
                .put(GcpColumn.CURRENCY_CONVERSION_RATE, Numbers.text(account.rate()))
                .put(GcpColumn.USAGE_START_TIME, time(start))
                .put(GcpColumn.USAGE_END_TIME, time(end))
                .put(GcpColumn.COST_TYPE, "regular")
                .put(GcpColumn.INVOICE_PUBLISHER_TYPE, "GOOGLE")
                .put(GcpColumn.TRANSACTION_TYPE, "GOOGLE")
                .put(GcpColumn.PROJECT_LABELS, "[]")
                .put(GcpColumn.PROJECT_ANCESTORS, "[]")
                .put(GcpColumn.LABELS, "[]")
                .put(GcpColumn.SYSTEM_LABELS, "[]")
                .put(GcpColumn.TAGS, "[]");
        return row.invoiced(month).costs(0, List.of());
    }

    /** A row with the same content. */
    GcpRow copy() {
        GcpRow row = new GcpRow(account, new EnumMap<>(texts));
        row.usage = usage;
        row.pricingUnits = pricingUnits;
        row.cost = cost;
        row.credits = credits;
        row.month = month;
        row.exported = exported;
        row.partition = partition;
        return row;
    }

    /** @param text null where the row leaves the column out */
    GcpRow put(GcpColumn column, String text) {
        if (text != null) {
            texts.put(column, text);
        }
        return this;
    }

    GcpRow invoiced(YearMonth newMonth) {
        month = newMonth;
        return put(GcpColumn.INVOICE_MONTH, MONTH.format(newMonth));
    }

    GcpRow exported(Instant time, LocalDate day) {
        exported = time;
        partition = day;
        return put(GcpColumn.EXPORT_TIME, MICROSECONDS.format(time.atOffset(ZoneOffset.UTC)))
                .put(GcpColumn.PARTITION_DATE, day.toString());
    }

    GcpRow used(double amount, String unit, double amountInPricingUnits, String pricingUnit) {
        usage = amount;
        pricingUnits = amountInPricingUnits;
        return put(GcpColumn.USAGE_AMOUNT, Numbers.text(amount))
                .put(GcpColumn.USAGE_UNIT, unit)
                .put(GcpColumn.USAGE_AMOUNT_IN_PRICING_UNITS, Numbers.text(amountInPricingUnits))
                .put(GcpColumn.USAGE_PRICING_UNIT, pricingUnit);
    }

    GcpRow costs(double amount, List<Credit> newCredits) {
        cost = amount;
        credits = List.copyOf(newCredits);
        String exact = new BigDecimal(Numbers.text(amount))
                .setScale(9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        return put(GcpColumn.COST, Numbers.text(amount))
                .put(GcpColumn.COST_AT_LIST, Numbers.text(amount))
                .put(GcpColumn.COST_AT_EFFECTIVE_PRICE_DEFAULT, exact)
                .put(GcpColumn.COST_AT_LIST_CONSUMPTION_MODEL, exact)
                .put(GcpColumn.CREDITS, Credit.json(newCredits));
    }

    /** Sets the columns of a correction. */
    GcpRow adjusted(String id, String type, String mode, String description) {
        return put(GcpColumn.ADJUSTMENT_ID, id)
                .put(GcpColumn.ADJUSTMENT_TYPE, type)
                .put(GcpColumn.ADJUSTMENT_MODE, mode)
                .put(GcpColumn.ADJUSTMENT_DESCRIPTION, description);
    }

    /** The row that takes this one back. */
    GcpRow negated() {
        return copy().times(-1, credits.stream().map(Credit::negated).toList(), -cost);
    }

    /** The row that bills a part of this one instead. */
    GcpRow scaled(double factor) {
        return copy().times(
                        factor,
                        credits.stream().map(credit -> credit.scaled(factor)).toList(),
                        Numbers.micros(cost * factor));
    }

    private GcpRow times(double factor, List<Credit> newCredits, double newCost) {
        return used(
                        usage * factor,
                        texts.get(GcpColumn.USAGE_UNIT),
                        pricingUnits * factor,
                        texts.get(GcpColumn.USAGE_PRICING_UNIT))
                .costs(newCost, newCredits);
    }

    /** Gives the row a cost that is no number. */
    GcpRow broken(String text) {
        isBroken = true;
        return put(GcpColumn.COST, text);
    }

    /** The text of a column; null where the row leaves it out. */
    String text(GcpColumn column) {
        return texts.get(column);
    }

    Account account() {
        return account;
    }

    YearMonth month() {
        return month;
    }

    Instant exported() {
        return exported;
    }

    LocalDate partition() {
        return partition;
    }

    boolean isBroken() {
        return isBroken;
    }

    double cost() {
        return cost;
    }

    List<Credit> credits() {
        return credits;
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}

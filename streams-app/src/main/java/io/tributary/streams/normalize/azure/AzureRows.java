package io.tributary.streams.normalize.azure;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.ParkedRow;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns a row of Azure's line detail into a FOCUS record: which rows become one, and what of each is billed.
 *
 * <p>Usage that a commitment covers is billed by the commitment's purchase, which only the actual set has. So amortized
 * rows of covered usage, and of the unused part of a commitment, have BilledCost 0, and their cost is excluded. Beside
 * an amortized set, all other rows of the actual set are excluded, since the amortized set bills them. So the billed
 * costs of both together add up to the actual set's to the last decimal.
 */
final class AzureRows implements RowNormalizer {

    private final AzureColumns columns;
    private final CostsRole role;
    private final long pagePeriodStart;
    private final long pagePeriodEnd;
    private final AzureRow row;
    private final AzureIdentity identity;
    private final AzureText text;
    private final AzureCharge charge;
    private final ParkedRow parked;
    private final CostRow record = new CostRow();

    AzureRows(AzureColumns columns, CostsRole role, RawPage page) {
        this.columns = columns;
        this.role = role;
        // Not the page itself, since this object outlives it.
        pagePeriodStart = Times.startOf(page.getBillingPeriodStart());
        pagePeriodEnd = Times.startOf(page.getBillingPeriodEnd());
        row = new AzureRow(columns);
        identity = new AzureIdentity(role, page.getBillingAccountId());
        text = new AzureText(row, role, page.getBillingAccountId());
        charge = new AzureCharge(row, role);
        boolean csv = page.getContentType().startsWith("text/csv");
        parked = csv ? ParkedRow.underHeader(columns.count()) : ParkedRow.named();
    }

    @Override
    public void normalize(SourceRow source, RecordSink sink) {
        row.start(source);
        parked.requireFields(source);
        String currency = currency();
        BigDecimal cost = cost();
        sink.cost(currency, cost);
        ChargeType type = type();
        PricingModel model = model(type);
        if (!role.takes(type, model)) {
            sink.excluded(cost);
            return;
        }
        AzureLine line = line(type, model, currency, cost);
        NaturalKey key = identity.key(row, line.periodStart());
        record.clear();
        text.write(record, line);
        charge.write(record, line);
        text.rest();
        row.reader.writeDefects(record);
        if (type == ChargeType.UNKNOWN) {
            record.flag(CostColumns.X_UNKNOWN_LINE_ITEM_TYPE);
        }
        if (row.reader.rounded()) {
            record.flag(CostColumns.X_AMOUNT_ROUNDED);
        }
        BigDecimal billed = role.billed(type, model, cost);
        if (billed.compareTo(cost) != 0) {
            sink.excluded(cost.subtract(billed));
        }
        sink.record(key, record);
    }

    private String currency() {
        return row.reader.currency(columns.index(AzureColumn.BILLING_CURRENCY));
    }

    private BigDecimal cost() {
        // Never another column for a blank one: their costs may be in another currency.
        int column = columns.index(AzureColumn.COST);
        row.reader.require(column);
        return row.reader.money(column);
    }

    private ChargeType type() {
        return ChargeType.of(row.text(AzureColumn.CHARGE_TYPE));
    }

    private PricingModel model(ChargeType type) {
        String benefit = row.id(AzureColumn.BENEFIT_ID);
        String commitment = benefit.isEmpty() ? row.id(AzureColumn.RESERVATION_ID) : benefit;
        return PricingModel.of(row.text(AzureColumn.PRICING_MODEL), type, commitment);
    }

    private AzureLine line(ChargeType type, PricingModel model, String currency, BigDecimal cost) {
        requireAccount();
        long periodStart = periodStart(type);
        long periodEnd = row.isBlank(AzureColumn.BILLING_PERIOD_END)
                ? pagePeriodEnd
                : row.day(AzureColumn.BILLING_PERIOD_END) + AzureDates.DAY;
        long day = row.day(AzureColumn.DATE);
        long start = day;
        long end = day + AzureDates.DAY;
        if (type == ChargeType.PURCHASE && !row.isBlank(AzureColumn.SERVICE_PERIOD_START)) {
            long serviceStart = row.day(AzureColumn.SERVICE_PERIOD_START);
            long serviceEnd = serviceEnd(serviceStart);
            if (serviceStart < serviceEnd) {
                start = serviceStart;
                end = serviceEnd;
            }
        }
        boolean correction = givesBackOfEarlier(type, day, periodStart);
        return new AzureLine(type, model, currency, cost, periodStart, periodEnd, start, end, correction);
    }

    /**
     * First instant after the service period. Azure states its last day, or the day after it where the period is of
     * whole months: such an end is the day of the month on which it starts.
     */
    private long serviceEnd(long start) {
        long end = row.dayOr(AzureColumn.SERVICE_PERIOD_END, start);
        boolean excluded = end > start && day(end).getDayOfMonth() == day(start).getDayOfMonth();
        return excluded ? end : end + AzureDates.DAY;
    }

    private boolean givesBackOfEarlier(ChargeType type, long day, long periodStart) {
        boolean givesBack = type == ChargeType.REFUND || type == ChargeType.ADJUSTMENT;
        return givesBack && Math.min(day, row.dayOr(AzureColumn.SERVICE_PERIOD_START, day)) < periodStart;
    }

    /** Where no period is stated, the page's; or the month of the day, where that is of another period. */
    private long periodStart(ChargeType type) {
        if (!row.isBlank(AzureColumn.BILLING_PERIOD_START)) {
            return row.day(AzureColumn.BILLING_PERIOD_START);
        }
        long day = row.day(AzureColumn.DATE);
        // What is given back may be of an earlier period.
        boolean givesBack = type == ChargeType.REFUND || type == ChargeType.ADJUSTMENT;
        boolean isOther = day >= pagePeriodEnd || day < pagePeriodStart && !givesBack;
        return isOther ? Times.startOf(day(day).withDayOfMonth(1)) : pagePeriodStart;
    }

    private static LocalDate day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    }

    /** Checks that no spreadsheet turned the account into a number such as 1.23457E+11. */
    private void requireAccount() {
        if (row.text(AzureColumn.BILLING_ACCOUNT_ID).toUpperCase(Locale.ROOT).contains("E+")) {
            throw row.reader.rejected(
                    RejectionCode.DAMAGED_ACCOUNT,
                    columns.index(AzureColumn.BILLING_ACCOUNT_ID),
                    "the id of a billing account");
        }
    }

    @Override
    public Optional<int[]> renewedColumns() {
        return Optional.of(new int[0]);
    }

    @Override
    public void cost(SourceRow source, RecordSink sink) {
        row.start(source);
        sink.cost(currency(), cost());
    }

    @Override
    public Rejection park(SourceRow source, Rejection rejection) {
        row.start(source);
        return parked.park(source, rejection, this::cost, this::currency, this::keys);
    }

    private List<NaturalKey> keys() {
        ChargeType type = type();
        if (!role.takes(type, model(type))) {
            return List.of();
        }
        requireAccount();
        return List.of(identity.key(row, periodStart(type)));
    }
}

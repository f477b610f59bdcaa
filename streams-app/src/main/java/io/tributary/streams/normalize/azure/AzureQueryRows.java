package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.ParkedRow;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Turns a row of a query's answer into a FOCUS record. It is billed by the same rules as line detail, {@link
 * CostsRole}; the record lacks what the query did not group by.
 */
final class AzureQueryRows implements RowNormalizer {

    private static final byte[] PROVIDER = text(Provider.AZURE.name());

    // Of a scope's ARM id, the account that is billed: the profile of a customer agreement before its account.
    private static final List<String[]> ACCOUNTS = List.of(
            new String[] {"billingprofiles", "Billing Profile"},
            new String[] {"billingaccounts", "Billing Account"},
            new String[] {"subscriptions", "Subscription"},
            new String[] {"managementgroups", "Management Group"});

    private final AzureQueryColumns columns;
    private final CostsRole role;
    private final byte[] dataSet;
    private final byte[] scope;
    private final byte[] account;
    private final byte[] accountType;
    private final long periodStart;
    private final long periodEnd;
    private final AzureRow row;
    private final AzureText text;
    private final AzureCharge charge;
    private final ParkedRow parked;
    private final KeyFrame frame = new KeyFrame();
    private final JsonText json = new JsonText();
    private final CostRow record = new CostRow();
    private long chargeStart;
    private long chargeEnd;

    AzureQueryRows(AzureQueryColumns columns, CostsRole role, RawPage page) {
        this.columns = columns;
        this.role = role;
        dataSet = text(AzureQuery.dataSet(role));
        scope = text(page.getBillingAccountId());
        String[] billed = account(page.getBillingAccountId());
        account = text(billed[0]);
        accountType = text(billed[1]);
        periodStart = Times.startOf(page.getBillingPeriodStart());
        periodEnd = Times.startOf(page.getBillingPeriodEnd());
        row = new AzureRow(columns.columns);
        text = new AzureText(row, role, page.getBillingAccountId());
        charge = new AzureCharge(row, role);
        parked = new ParkedRow(columns.columns.count(), "The number of values", "as the answer has columns");
    }

    /** The id and the kind of the account that the scope's costs are billed to. */
    private static String[] account(String scope) {
        String[] segments = scope.split("/");
        for (String[] kind : ACCOUNTS) {
            for (int i = 0; i + 1 < segments.length; i++) {
                if (segments[i].toLowerCase(Locale.ROOT).equals(kind[0])) {
                    return new String[] {segments[i + 1], kind[1]};
                }
            }
        }
        return new String[] {scope, "Billing Account"};
    }

    @Override
    public void normalize(SourceRow source, RecordSink sink) {
        row.start(source);
        parked.requireFields(source);
        NaturalKey key = identify(source);
        String currency = currency();
        BigDecimal cost = cost();
        sink.cost(currency, cost);
        ChargeType type = type();
        PricingModel model = model(type);
        if (!role.takes(type, model)) {
            sink.excluded(cost);
            return;
        }
        record.clear();
        boolean givesBack = type == ChargeType.REFUND || type == ChargeType.ADJUSTMENT;
        boolean correction = givesBack && chargeStart < periodStart;
        AzureLine line =
                new AzureLine(type, model, currency, cost, periodStart, periodEnd, chargeStart, chargeEnd, correction);
        text.write(record, line);
        charge.write(record, line);
        record.text(CostColumns.X_DATA_SET, dataSet);
        account();
        tag(source);
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

    /**
     * Reads the row's days and the columns that it is grouped by, as written: to the interface, values that differ in
     * case are different.
     */
    private NaturalKey identify(SourceRow source) {
        period(source);
        frame.start().column(PROVIDER).column(dataSet).column(scope).time(periodStart);
        frame.time(chargeStart).time(chargeEnd);
        for (AzureQueryColumns.Grouping column : columns.grouping) {
            frame.column(column.name());
            frame.column(source.source(column.index()), source.offset(column.index()), source.length(column.index()));
        }
        return frame.key();
    }

    /** The day of a daily query; otherwise the month or the billing period that the costs are added up over. */
    private void period(SourceRow source) {
        if (columns.day >= 0) {
            chargeStart = day(source, columns.day);
            chargeEnd = chargeStart + AzureDates.DAY;
            return;
        }
        chargeStart = periodStart;
        chargeEnd = periodEnd;
        if (columns.month >= 0) {
            LocalDate month = date(day(source, columns.month)).withDayOfMonth(1);
            if (!month.equals(date(periodStart).withDayOfMonth(1))) {
                chargeStart = Times.startOf(month);
                chargeEnd = Times.startOf(month.plusMonths(1));
            }
        }
    }

    private static LocalDate date(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    }

    /** The day in the column: text, or a number as JSON may write it, 20240229 or 2.0240229E7. */
    private long day(SourceRow source, int column) {
        row.reader.require(column);
        String day = source.string(column);
        try {
            return AzureDates.day(day.indexOf('-') < 0 && day.indexOf('/') < 0 ? whole(day) : day);
        } catch (DateTimeException | ArithmeticException | NumberFormatException noDay) {
            throw row.reader.rejected(
                    RejectionCode.INVALID_TIME, column, "a day between 2000 and 2100, such as 20240229");
        }
    }

    private static String whole(String number) {
        // Longer ones are no days, and 1E999999999 would ask for a gigabyte of digits.
        if (number.length() > 20) {
            throw new NumberFormatException(number);
        }
        BigDecimal day = new BigDecimal(number);
        if (day.precision() - day.scale() != 8) {
            throw new NumberFormatException(number);
        }
        return day.toBigIntegerExact().toString();
    }

    private String currency() {
        return row.reader.currency(columns.columns.index(AzureColumn.BILLING_CURRENCY));
    }

    private BigDecimal cost() {
        int column = columns.columns.index(AzureColumn.COST);
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

    /** The account of the row where the query groups by it, otherwise that of the scope that was asked. */
    private void account() {
        String profile = row.lastSegment(AzureColumn.BILLING_PROFILE_ID);
        String enrollment = row.lastSegment(AzureColumn.BILLING_ACCOUNT_ID);
        if (!profile.isEmpty()) {
            account(text(profile), text("Billing Profile"), AzureColumn.BILLING_PROFILE_NAME);
        } else if (!enrollment.isEmpty()) {
            account(text(enrollment), text("Billing Account"), AzureColumn.BILLING_ACCOUNT_NAME);
        } else {
            account(account, accountType, AzureColumn.BILLING_ACCOUNT_NAME);
        }
    }

    private void account(byte[] id, byte[] type, AzureColumn name) {
        record.text(CostColumns.BILLING_ACCOUNT_ID, id);
        record.text(CostColumns.BILLING_ACCOUNT_TYPE, type);
        record.absent(CostColumns.BILLING_ACCOUNT_NAME);
        String accountName = row.text(name);
        if (!accountName.isEmpty()) {
            record.text(CostColumns.BILLING_ACCOUNT_NAME, text(accountName));
        }
    }

    /** A query that groups by a tag has its key and value in two columns; rows without the tag have a blank. */
    private void tag(SourceRow source) {
        int key = columns.tagKey;
        int value = columns.tagValue;
        if (key < 0 || value < 0 || source.isBlank(key) || source.isBlank(value)) {
            return;
        }
        json.clear();
        json.begin()
                .pair(
                        JsonText.key(source.string(key)),
                        source.source(value),
                        source.offset(value),
                        source.length(value));
        if (json.end()) {
            record.text(CostColumns.TAGS, json.source(), json.offset(), json.length());
        }
    }

    @Override
    public Rejection park(SourceRow source, Rejection rejection) {
        row.start(source);
        return parked.park(source, rejection, this::cost, this::currency, () -> keys(source));
    }

    private List<NaturalKey> keys(SourceRow source) {
        ChargeType type = type();
        return role.takes(type, model(type)) ? List.of(identify(source)) : List.of();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

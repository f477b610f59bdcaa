package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.SeededRandom;
import io.tributary.samples.file.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes one delivery: counts its rows and puts them into files. */
final class Bill {

    private final BillPlan.Delivery delivery;
    private final Catalogue catalogue;
    private final Discounts discounts;
    private final BillRows files;
    private final boolean parquet;
    private final Seller seller;
    private final List<byte[]> accounts = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private final List<SampleTruth.BrokenRow> broken = new ArrayList<>();
    private final Calendar calendar;
    private final Text id = new Text();
    private final long idSeed;
    private final long lineIds;
    private final String currency;
    private final List<YearMonth> months;
    private long rows;

    Bill(BillPlan.Delivery delivery, AwsSampleSettings settings, BillRows files) {
        this.delivery = delivery;
        this.files = files;
        this.calendar = new Calendar(delivery.report().daily());
        this.discounts = new Discounts(settings.discounts(), settings.accounts());
        for (String account : delivery.report().accounts()) {
            accounts.add(account.getBytes(StandardCharsets.US_ASCII));
            names.add(Text.field(name(account)));
        }
        this.seller = Seller.of(settings.currency());
        this.currency = settings.currency().getCurrencyCode();
        this.months = IntStream.rangeClosed(1 - settings.periods(), 0)
                .mapToObj(settings.newestPeriod()::plusMonths)
                .toList();
        this.parquet = settings.format().isParquet();
        this.catalogue = new Catalogue(base(settings), settings.currency());
        this.idSeed = SeededRandom.mix(delivery.seed(), delivery.assemblyId());
        this.lineIds = SeededRandom.mix(idSeed, 2);
    }

    BillPlan.Delivery delivery() {
        return delivery;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Discounts discounts() {
        return discounts;
    }

    /** ISO 4217 code. */
    String currency() {
        return currency;
    }

    /** Whether the delivery is of the first of the bill's months, in which commitments for all of them are bought. */
    boolean isFirstMonth() {
        return delivery.period().equals(months.get(0));
    }

    /** Hours of all the bill's months. */
    long hoursOfAllMonths() {
        return months.stream().mapToLong(month -> 24L * month.lengthOfMonth()).sum();
    }

    Seller seller() {
        return seller;
    }

    Calendar calendar() {
        return calendar;
    }

    byte[] account(int index) {
        return accounts.get(index);
    }

    int accounts() {
        return accounts.size();
    }

    /** Number of lines so far. */
    long rows() {
        return rows;
    }

    List<SampleTruth.BrokenRow> broken() {
        return broken;
    }

    /** Starts a row whose dates are the whole period, as taxes and fees have them. */
    CurLine begin(CurLine line, UsageKind kind, LineItemType type, int account) {
        byte[][] prototype = kind == null ? catalogue.blank() : catalogue.row(kind, Region.NORTH_VIRGINIA);
        LocalDate first = delivery.period().atDay(1);
        return line.begin(prototype, type, DecimalStyle.SCIENTIFIC)
                .account(account, account(account))
                .text(LegacyColumn.TIME_INTERVAL, calendar.firstInterval(first))
                .text(LegacyColumn.USAGE_START_DATE, calendar.midnight(first))
                .text(LegacyColumn.USAGE_END_DATE, calendar.midnight(first.plusMonths(1)));
    }

    /** Adds a row with a unique line item id. */
    void add(CurLine line) throws IOException {
        add(line, SeededRandom.mix(idSeed, rows));
    }

    /** Adds a row whose line item id is the same in every hour or day of the delivery. */
    void addRecurring(CurLine line, long thing) throws IOException {
        add(line, SeededRandom.mix(lineIds, thing));
    }

    private void add(CurLine line, long number) throws IOException {
        long second = SeededRandom.mix(number, 1);
        line.text(
                LegacyColumn.LINE_ITEM_ID,
                id.clear()
                        .base32(number)
                        .base32(idSeed)
                        .base32(lineIds)
                        .base32(second)
                        .bytes());
        line.text(LegacyColumn.USAGE_ACCOUNT_NAME, names.get(line.account()));
        discounts.apply(line);
        files.add(line);
        rows++;
        if (line.isBroken()) {
            broken.add(new SampleTruth.BrokenRow(
                    delivery.report().name(),
                    delivery.period(),
                    delivery.assemblyId(),
                    files.keys().get(files.keys().size() - 1),
                    files.rowsInLastFile() - 1,
                    new String(line.text(LegacyColumn.LINE_ITEM_ID), StandardCharsets.US_ASCII),
                    files.costColumn(),
                    parquet ? "NaN" : unquoted(line.text(LegacyColumn.UNBLENDED_COST))));
        }
    }

    private byte[][] base(AwsSampleSettings settings) {
        LocalDate first = delivery.period().atDay(1);
        CurLine line = new CurLine()
                .begin(new byte[LegacyColumn.COUNT][], LineItemType.USAGE, DecimalStyle.PLAIN)
                .text(LegacyColumn.INVOICE_ID, invoiceId(delivery))
                .text(LegacyColumn.INVOICING_ENTITY, seller.legalEntity())
                .text(LegacyColumn.BILLING_ENTITY, seller.billingEntity())
                .text(LegacyColumn.BILL_TYPE, "Anniversary")
                .text(LegacyColumn.PAYER_ACCOUNT_ID, delivery.report().payer())
                .text(LegacyColumn.PAYER_ACCOUNT_NAME, name(delivery.report().payer()))
                .text(LegacyColumn.BILLING_PERIOD_START_DATE, calendar.midnight(first))
                .text(LegacyColumn.BILLING_PERIOD_END_DATE, calendar.midnight(first.plusMonths(1)))
                .text(LegacyColumn.CURRENCY_CODE, settings.currency().getCurrencyCode())
                .text(LegacyColumn.LEGAL_ENTITY, seller.legalEntity());
        byte[][] base = new byte[LegacyColumn.COUNT][];
        for (LegacyColumn column : LegacyColumn.values()) {
            base[column.ordinal()] = line.text(column);
        }
        return base;
    }

    /** The invoice that all rows of a month's last delivery name; earlier deliveries name none. */
    static String invoiceId(BillPlan.Delivery delivery) {
        return delivery.isLast() ? Long.toString(SeededRandom.below(1_000_000_000, delivery.seed())) : "";
    }

    private static String name(String account) {
        return "Team " + account.substring(account.length() - 3) + ", \"" + account.charAt(0) + "\"";
    }

    private static String unquoted(byte[] field) {
        return new String(field, StandardCharsets.UTF_8).replace("\"", "");
    }
}

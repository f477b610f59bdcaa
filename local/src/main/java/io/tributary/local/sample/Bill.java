package io.tributary.local.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One delivery in the making: takes rows, counts them, and puts them into files. */
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
    private long rows;

    Bill(BillPlan.Delivery delivery, SampleSettings settings, BillRows files) {
        this.delivery = delivery;
        this.files = files;
        this.calendar = new Calendar(delivery.report().daily());
        this.discounts = new Discounts(settings.discounts(), settings.accounts());
        for (String account : delivery.report().accounts()) {
            accounts.add(account.getBytes(StandardCharsets.US_ASCII));
            names.add(Text.field(name(account)));
        }
        this.seller = Seller.of(settings.currency());
        this.parquet = settings.format().isParquet();
        this.catalogue = new Catalogue(base(settings), settings.currency());
        this.idSeed = Mixer.mix(delivery.seed(), delivery.assemblyId());
        this.lineIds = Mixer.mix(idSeed, 2);
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

    /** Lines so far. */
    long rows() {
        return rows;
    }

    List<SampleTruth.BrokenRow> broken() {
        return broken;
    }

    /** Begins a row that is dated with the whole period, as taxes and fees are. */
    Line begin(Line line, UsageKind kind, LineItemType type, int account) {
        byte[][] prototype = kind == null ? catalogue.blank() : catalogue.row(kind, Region.NORTH_VIRGINIA);
        LocalDate first = delivery.period().atDay(1);
        return line.begin(prototype, type, DecimalStyle.SCIENTIFIC)
                .account(account, account(account))
                .text(Column.TIME_INTERVAL, calendar.firstInterval(first))
                .text(Column.USAGE_START_DATE, calendar.midnight(first))
                .text(Column.USAGE_END_DATE, calendar.midnight(first.plusMonths(1)));
    }

    /** Takes a row that has a line item id of its own. */
    void add(Line line) throws IOException {
        add(line, Mixer.mix(idSeed, rows));
    }

    /** Takes a row of something that has the same line item id in every hour or day of the delivery. */
    void addRecurring(Line line, long thing) throws IOException {
        add(line, Mixer.mix(lineIds, thing));
    }

    private void add(Line line, long number) throws IOException {
        long second = Mixer.mix(number, 1);
        line.text(
                Column.LINE_ITEM_ID,
                id.clear()
                        .base32(number)
                        .base32(idSeed)
                        .base32(lineIds)
                        .base32(second)
                        .bytes());
        line.text(Column.USAGE_ACCOUNT_NAME, names.get(line.account()));
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
                    new String(line.text(Column.LINE_ITEM_ID), StandardCharsets.US_ASCII),
                    files.costColumn(),
                    parquet ? "NaN" : unquoted(line.text(Column.UNBLENDED_COST))));
        }
    }

    private byte[][] base(SampleSettings settings) {
        LocalDate first = delivery.period().atDay(1);
        boolean invoiced = delivery.isLast();
        Line line = new Line()
                .begin(new byte[Column.COUNT][], LineItemType.USAGE, DecimalStyle.PLAIN)
                .text(Column.INVOICE_ID, invoiced ? Long.toString(Mixer.below(1_000_000_000, delivery.seed())) : "")
                .text(Column.INVOICING_ENTITY, seller.legalEntity())
                .text(Column.BILLING_ENTITY, seller.billingEntity())
                .text(Column.BILL_TYPE, "Anniversary")
                .text(Column.PAYER_ACCOUNT_ID, delivery.report().payer())
                .text(Column.PAYER_ACCOUNT_NAME, name(delivery.report().payer()))
                .text(Column.BILLING_PERIOD_START_DATE, calendar.midnight(first))
                .text(Column.BILLING_PERIOD_END_DATE, calendar.midnight(first.plusMonths(1)))
                .text(Column.CURRENCY_CODE, settings.currency().getCurrencyCode())
                .text(Column.LEGAL_ENTITY, seller.legalEntity());
        byte[][] base = new byte[Column.COUNT][];
        for (Column column : Column.values()) {
            base[column.ordinal()] = line.text(column);
        }
        return base;
    }

    private static String name(String account) {
        return "Team " + account.substring(account.length() - 3) + ", \"" + account.charAt(0) + "\"";
    }

    private static String unquoted(byte[] field) {
        return new String(field, StandardCharsets.UTF_8).replace("\"", "");
    }
}

package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.ParkedRow;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.SliceMemo;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a row of Google Cloud's usage costs into FOCUS records: one for its cost and the credits that adjust it, and
 * one for each promotion that pays for it. Together they bill cost and credits to the last decimal.
 */
final class GcpRows implements RowNormalizer {

    /** Google closes days and months by this calendar; times are UTC all the same. */
    static final ZoneId CALENDAR = ZoneId.of("America/Los_Angeles");

    private final GcpColumns columns;
    private final GcpRow row;
    private final GcpIdentity identity;
    private final GcpText text;
    private final GcpCharge charge;
    private final ParkedRow parked;
    private final CostRow record = new CostRow();
    private final CostRow promotion = new CostRow();

    /**
     * @param canonicalForms the JSON of the rows
     * @param labels the labels and tags of the rows
     */
    GcpRows(
            GcpColumns columns,
            RawPage page,
            SliceMemo<byte[]> canonicalForms,
            SliceMemo<Optional<List<Map<String, Structs.Value>>>> labels) {
        this.columns = columns;
        row = new GcpRow(columns);
        identity = new GcpIdentity(columns, page.getScope(), canonicalForms);
        text = new GcpText(row, page.getDataSet(), page.getBillingAccountId(), labels);
        charge = new GcpCharge(row);
        boolean csv = page.getContentType().startsWith("text/csv");
        parked = csv ? ParkedRow.underHeader(columns.count()) : ParkedRow.named();
    }

    @Override
    public void normalize(SourceRow source, RecordSink sink) {
        row.start(source);
        parked.requireFields(source);
        String currency = row.currency();
        Credits credits = Credits.of(row);
        sink.cost(currency, total(credits));
        GcpLine line = line(currency, credits);
        identity.read(row.source());
        record.clear();
        text.write(record, line);
        charge.write(record, line);
        text.rest();
        row.reader.writeDefects(record);
        if (row.reader.rounded()) {
            record.flag(CostColumns.X_AMOUNT_ROUNDED);
        }
        sink.record(identity.key(), record);
        for (Credits.Credit credit : credits.promotions()) {
            promotion.copyFrom(record);
            charge.promotion(promotion, credit);
            sink.record(identity.key(GcpCharge.part(credit)), promotion);
        }
    }

    /** What the row costs, with all its credits. */
    private BigDecimal total(Credits credits) {
        BigDecimal total = row.cost().add(credits.sum());
        return row.reader.fitting(columns.index(GcpColumn.COST), total, Decimals.MONEY_SCALE);
    }

    private GcpLine line(String currency, Credits credits) {
        CostType type = CostType.of(row.text(GcpColumn.COST_TYPE));
        YearMonth month = row.invoiceMonth();
        long start = row.time(GcpColumn.USAGE_START_TIME);
        long end = row.time(GcpColumn.USAGE_END_TIME);
        if (end < start) {
            throw row.reader.rejected(
                    RejectionCode.INVALID_TIME,
                    columns.index(GcpColumn.USAGE_END_TIME),
                    "no time before usage_start_time, " + row.text(GcpColumn.USAGE_START_TIME));
        }
        GcpLine line = new GcpLine(
                type,
                currency,
                row.cost(),
                credits,
                Commitment.of(row, type, credits),
                Times.startOf(month.atDay(1)),
                Times.startOf(month.plusMonths(1).atDay(1)),
                start,
                end,
                !row.isBlank(GcpColumn.ADJUSTMENT_TYPE) && monthOf(start).isBefore(month));
        row.reader.fitting(columns.index(GcpColumn.COST), line.billed(), Decimals.MONEY_SCALE);
        return line;
    }

    private static YearMonth monthOf(long time) {
        return YearMonth.from(Instant.ofEpochMilli(time).atZone(CALENDAR));
    }

    @Override
    public Optional<int[]> renewedColumns() {
        return Optional.of(new int[0]);
    }

    @Override
    public void cost(SourceRow source, RecordSink sink) {
        row.start(source);
        sink.cost(row.currency(), total(Credits.of(row)));
    }

    @Override
    public Rejection park(SourceRow source, Rejection rejection) {
        row.start(source);
        return parked.park(source, rejection, () -> total(Credits.of(row)), row::currency, this::keys);
    }

    private List<NaturalKey> keys() {
        identity.read(row.source());
        List<NaturalKey> keys = new ArrayList<>();
        keys.add(identity.key());
        ParkedRow.attempt(() -> Credits.of(row))
                .ifPresent(credits ->
                        credits.promotions().forEach(credit -> keys.add(identity.key(GcpCharge.part(credit)))));
        return keys;
    }
}

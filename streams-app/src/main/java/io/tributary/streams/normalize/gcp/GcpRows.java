package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowContent;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A row of Google Cloud's usage costs as FOCUS records: one of its cost and of what adjusts it, and one of each promotion
 * that pays for it. Together they bill cost and credits to the last decimal.
 *
 * <p>No column tells rows apart: two rows may say the same, and a correction says the same as its original but for its
 * amounts. So a row is its whole content within its slice of the table, and rows that are alike are counted.
 */
final class GcpRows implements RowNormalizer {

    /** Google closes days and months by this calendar; times are UTC all the same. */
    static final ZoneId CALENDAR = ZoneId.of("America/Los_Angeles");

    private static final byte[] PROVIDER = "gcp".getBytes(StandardCharsets.UTF_8);

    private final GcpColumns columns;
    private final boolean csv;
    private final byte[] slice;
    private final GcpRow row;
    private final RowContent content;
    private final GcpText text;
    private final GcpCharge charge;
    private final KeyFrame frame = new KeyFrame();
    private final CostRow record = new CostRow();
    private final CostRow promotion = new CostRow();

    GcpRows(GcpColumns columns, RawPage page) {
        this.columns = columns;
        // Not the page itself: this outlives it.
        csv = page.getContentType().startsWith("text/csv");
        slice = page.getScope().getBytes(StandardCharsets.UTF_8);
        row = new GcpRow(columns);
        content = new RowContent(columns.names());
        text = new GcpText(row, page.getDataSet(), page.getBillingAccountId());
        charge = new GcpCharge(row);
    }

    @Override
    public void normalize(SourceRow source, RecordSink sink) {
        row.start(source);
        requireFields(source);
        String currency = row.currency();
        Credits credits = Credits.of(row);
        sink.cost(currency, total(credits));
        GcpLine line = line(currency, credits);
        int mark = identify();
        record.clear();
        text.write(record, line);
        charge.write(record, line);
        text.rest();
        if (row.reader.rounded()) {
            record.flag(CostColumns.X_AMOUNT_ROUNDED);
        }
        sink.record(key(mark), record);
        for (Credits.Credit credit : credits.promotions()) {
            promotion.copyFrom(record);
            charge.promotion(promotion, credit);
            sink.record(key(mark, credit), promotion);
        }
    }

    private void requireFields(SourceRow source) {
        // A JSON object names its fields: one that it lacks is blank.
        if (csv && source.fields() != columns.count()) {
            throw new RejectedRowException(
                    RejectionCode.FIELD_COUNT,
                    "The number of fields",
                    Integer.toString(source.fields()),
                    columns.count() + ", as the header has");
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

    /** Frames what the row is; where the frame ends. */
    private int identify() {
        frame.start().column(PROVIDER).column(slice);
        content.addTo(frame, row.source());
        return frame.mark();
    }

    private NaturalKey key(int mark) {
        return frame.back(mark).absent().key();
    }

    private NaturalKey key(int mark, Credits.Credit credit) {
        return frame.back(mark).column(GcpCharge.part(credit)).key();
    }

    @Override
    public Rejection park(SourceRow source, Rejection rejection) {
        row.start(source);
        if (csv && source.fields() != columns.count()) {
            // Its fields may stand under other columns' names: nothing read from it could be trusted.
            return rejection;
        }
        return rejection.parking(
                attempt(() -> total(Credits.of(row))),
                attempt(row::currency),
                attempt(this::keys).orElse(List.of()));
    }

    private List<NaturalKey> keys() {
        int mark = identify();
        List<NaturalKey> keys = new ArrayList<>();
        keys.add(key(mark));
        attempt(() -> Credits.of(row))
                .ifPresent(credits -> credits.promotions().forEach(credit -> keys.add(key(mark, credit))));
        return keys;
    }

    private static <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (RejectedRowException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void residual(String commitmentId, String currency, BigDecimal amount, RecordSink sink) {
        throw new IllegalStateException("Google Cloud settles nothing at a delivery's completion, but " + amount + " "
                + currency + " of " + commitmentId + " is left");
    }
}

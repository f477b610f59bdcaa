package io.tributary.streams.compare;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.CostRecordEncoder;
import io.tributary.streams.record.CostRow;

/** What published records say, as the comparison knows it. Not thread-safe. */
final class RecordContents {

    private final CostRow row = new CostRow();
    private final CostRecordEncoder encoder = new CostRecordEncoder();
    private final ByteBuilder body = new ByteBuilder(4096);
    private final ByteBuilder frame = new ByteBuilder(4096);

    /** What {@code record} says; no source row is known of it. */
    RowIndex.Content of(CostRecord record) {
        row.copyFrom(record);
        body.clear();
        encoder.encodeBody(row, body);
        frame.clear();
        encoder.frameContent(body, frame);
        return new RowIndex.Content(
                ContentDigest.of(frame.array(), 0, frame.length()),
                RowIndex.NO_FINGERPRINT,
                record.getBillingCurrency(),
                record.getBilledCost(),
                record.getEffectiveCost(),
                Boolean.TRUE.equals(record.getXAmountRounded()),
                Boolean.TRUE.equals(record.getXUnknownLineItemType()),
                record.getXSourceDefects() != null
                        && SourceDefect.VALUE_UNREADABLE.isAmong(record.getXSourceDefects()));
    }
}

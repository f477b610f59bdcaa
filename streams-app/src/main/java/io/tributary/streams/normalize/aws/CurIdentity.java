package io.tributary.streams.normalize.aws;

import io.tributary.schemas.Provider;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The identity of a report's row. Columns that AWS renews or fills from delivery to delivery are left out: LineItemId,
 * InvoiceId, all amounts and prices, product attributes but the SKU, tags and cost categories. The code of the price is
 * part of it: where AWS fills that in later, a record is withdrawn and added, and the total stays right.
 */
final class CurIdentity {

    private static final byte[] PROVIDER = bytes(Provider.AWS.name());
    // CUR 2.0 states the same lines under other names: it belongs to the same family.
    private static final byte[] FAMILY = bytes("cur");

    private final CurColumns columns;
    private final KeyFrame frame = new KeyFrame();
    private int whole;

    CurIdentity(CurColumns columns) {
        this.columns = columns;
    }

    /** Reads the identifying columns of {@code row}; {@link #key} then gives the keys of its parts. */
    void read(SourceRow row, LineItemType type, long periodStart, long usageStart, long usageEnd) {
        frame.start().column(PROVIDER).column(FAMILY);
        account(row, columns.payerAccountId);
        frame.time(periodStart);
        column(row, columns.billType);
        column(row, columns.billingEntity);
        firstOf(row, columns.legalEntity, columns.invoicingEntity);
        account(row, columns.usageAccountId);
        column(row, columns.lineItemType);
        frame.time(usageStart).time(usageEnd);
        column(row, columns.productCode);
        column(row, columns.sku);
        column(row, columns.usageType);
        column(row, columns.operation);
        column(row, columns.resourceId);
        column(row, columns.availabilityZone);
        column(row, columns.taxType);
        column(row, columns.currencyCode);
        firstOf(row, columns.rateCode, columns.rateId);
        column(row, columns.term);
        column(row, columns.savingsPlanArn);
        column(row, columns.reservationArn);
        column(row, columns.subscriptionId);
        column(row, columns.description);
        column(row, columns.splitParentResourceId);
        // In daily reports a tax line's usage dates span the month: only the interval tells its days apart.
        interval(row, type == LineItemType.TAX ? columns.timeInterval : -1);
        // Only exports that ask for it have it; all others keep their keys.
        if (columns.iamPrincipal >= 0 && !row.isBlank(columns.iamPrincipal)) {
            column(row, columns.iamPrincipal);
        }
        whole = frame.mark();
    }

    /** The key of the row, where it becomes one record. */
    NaturalKey key() {
        return frame.back(whole).absent().key();
    }

    /** The key of one of the records that the row becomes. */
    NaturalKey key(byte[] part) {
        return frame.back(whole).column(part).key();
    }

    /** The key of the record that settles what is left of a commitment. */
    NaturalKey residualKey(String payerAccountId, long periodStart, String commitmentId, String currency) {
        return frame.start()
                .column(PROVIDER)
                .column(FAMILY)
                .column(AwsAccounts.whole(payerAccountId))
                .time(periodStart)
                .column(bytes(commitmentId))
                .column(bytes(currency))
                .column(CurRows.RESIDUAL)
                .key();
    }

    /** An account is the same one where its zeros are lost. */
    private void account(SourceRow row, int column) {
        if (column < 0 || row.isBlank(column) || AwsAccounts.defect(row.length(column)) == null) {
            column(row, column);
        } else {
            frame.column(AwsAccounts.whole(row.source(column), row.offset(column), row.length(column)));
        }
    }

    private void column(SourceRow row, int column) {
        if (column < 0 || row.isBlank(column)) {
            frame.absent();
        } else {
            frame.column(row.source(column), row.offset(column), row.length(column));
        }
    }

    /** Two times with a slash between them, in canonical form; anything else as written. */
    private void interval(SourceRow row, int column) {
        if (column < 0 || row.isBlank(column)) {
            frame.absent();
            return;
        }
        byte[] source = row.source(column);
        int from = row.offset(column);
        int to = from + row.length(column);
        int slash = from;
        while (slash < to && source[slash] != '/') {
            slash++;
        }
        try {
            String start = time(source, from, slash);
            frame.column(bytes(start + "/" + time(source, Math.min(slash + 1, to), to)));
        } catch (DateTimeException noTimes) {
            column(row, column);
        }
    }

    private static String time(byte[] source, int from, int to) {
        return Instant.ofEpochMilli(Times.parse(source, from, to - from)).toString();
    }

    private void firstOf(SourceRow row, int column, int otherwise) {
        column(row, column >= 0 && !row.isBlank(column) ? column : otherwise);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.streams.page.CsvRows;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;

/** Makes the cost of one row in a hundred a cent higher, and takes another one in a hundred away. */
final class Restatement implements RowChange {

    private static final int ONE_IN = 100;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final CsvRows fields = new CsvRows();
    private final int cost;
    private final int lineItemType;
    private int sinceRestated;
    private int sinceRemoved = ONE_IN / 2;
    private long restated;
    private long removed;

    /** @param header the file's header line */
    Restatement(byte[] header) {
        fields.reset(header, 0, header.length);
        fields.next();
        List<String> columns = fields.strings();
        cost = columns.indexOf("lineItem/UnblendedCost");
        lineItemType = columns.indexOf("lineItem/LineItemType");
    }

    long restated() {
        return restated;
    }

    long removed() {
        return removed;
    }

    @Override
    public boolean apply(byte[] content, int from, int to, ByteArrayOutputStream out) {
        sinceRestated++;
        sinceRemoved++;
        if (sinceRestated >= ONE_IN && isUsage(content, from, to)) {
            sinceRestated = 0;
            restated++;
            int costAt = fields.offset(cost);
            out.write(content, from, costAt - from);
            out.writeBytes(
                    new BigDecimal(fields.string(cost)).add(CENT).toString().getBytes(UTF_8));
            int rest = costAt + fields.length(cost);
            out.write(content, rest, to - rest);
            return true;
        }
        if (sinceRemoved >= ONE_IN && isUsage(content, from, to)) {
            sinceRemoved = 0;
            removed++;
            return false;
        }
        out.write(content, from, to - from);
        return true;
    }

    /** Whether the row stands for itself: what covers other rows, or is covered, would change more than one record. */
    private boolean isUsage(byte[] content, int from, int to) {
        fields.reset(content, from, to - from);
        fields.next();
        return fields.string(lineItemType).equals("Usage");
    }
}
